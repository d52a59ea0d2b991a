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
  const kept = new Set(columns.flatMap(({ outcomes }) => outcomes.filter(({ excuse }) => excuse === null).map(keyOf)));
  const nobodys = [...all].filter((key) => !kept.has(key)).map((key) => `Nobody keeps "${key}".`);
  return [...broken, ...leftOut, ...nobodys];
}

function keyOf({ suite, name }: Outcome): string {
  return `${suite}: ${name}`;
}
