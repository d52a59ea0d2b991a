import type { Outcome } from "../run-runtime.ts";

/** What became of every promise on one runtime. */
export type Column = { runtime: string; outcomes: readonly Outcome[] };

/** What is wrong with the matrix, a sentence each: promises that were broken, and those that were left out. */
export function judgeColumns(columns: readonly Column[]): string[] {
  const all = new Set(columns.flatMap(({ outcomes }) => outcomes.map(keyOf)));
  const broken = columns.flatMap(({ runtime, outcomes }) =>
    outcomes.flatMap(({ carrier, name, error }) =>
      error === null ? [] : [`${runtime}, ${carrier}: "${name}" is not kept.\n${error}`],
    ),
  );
  const leftOut = columns.flatMap(({ runtime, outcomes }) => {
    const tried = new Set(outcomes.map(keyOf));
    return [...all].filter((key) => !tried.has(key)).map((key) => `${runtime} has not tried "${key}".`);
  });
  return [...broken, ...leftOut];
}

/** What has an excuse everywhere; to be asked when every runtime was tried. */
export function keptByNobody(columns: readonly Column[]): string[] {
  const outcomes = columns.flatMap((column) => column.outcomes);
  const kept = new Set(outcomes.filter(({ excuse }) => excuse === null).map(keyOf));
  const excused = new Set(outcomes.map(keyOf).filter((key) => !kept.has(key)));
  return [...excused].map((key) => `Nobody keeps "${key}".`);
}

function keyOf({ suite, name }: Outcome): string {
  return `${suite}: ${name}`;
}
