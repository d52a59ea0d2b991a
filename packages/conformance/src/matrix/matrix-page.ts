import type { Outcome } from "../run-runtime.ts";
import type { Column } from "./judge-columns.ts";

const suites: ReadonlyArray<readonly [Outcome["suite"], string]> = [
  ["transport", "Carrying bytes: the transports of `@qwire/adapters`, against servers that behave oddly"],
  ["server", "The other end: `listen` and the fetch handlers of `@qwire/server`"],
  ["chat", "Whole chats: client and emulator together"],
];

const head = `# What holds where

Each row is a promise, each column a real runtime that ran it. ✓: it holds over every way of carrying bytes that was
tried there; names beside it: over these only. A number says why it does not hold; all of them are listed below the
tables. An excuse that is no longer needed fails the run, and so does a promise that one runtime has not tried.

Written by \`pnpm test:runtimes\`, which runs it all: about two minutes. Do not edit.
`;

const waysHead = `Ways that were tried:

| runtime | bytes over | the other end as | chats over |
|---|---|---|---|`;

/** The page of the matrix, as Markdown. */
export function matrixPage(columns: readonly Column[]): string {
  const notes = createNotes();
  const tables = suites.map(([suite, title]) => `## ${title}\n\n${table(columns, suite, notes)}\n`);
  const ways = columns.map(
    ({ runtime, outcomes }) => `| ${[runtime, ...suites.map(([suite]) => tried(outcomes, suite))].join(" | ")} |`,
  );
  const reasons = notes.all().map((reason, at) => `${at + 1}. ${reason}`);
  return [head, `${waysHead}\n${ways.join("\n")}\n`, ...tables, `## Why not\n\n${reasons.join("\n")}\n`].join("\n");
}

/** The carriers of a suite, by name. */
function tried(outcomes: readonly Outcome[], suite: Outcome["suite"]): string {
  const names = outcomes.filter((one) => one.suite === suite).map(({ carrier }) => carrier);
  return [...new Set(names)].join("; ");
}

/** The matrix in short, for a terminal. */
export function matrixText(columns: readonly Column[]): string {
  const notes = createNotes();
  const rows = suites.flatMap(([suite]) => rowsOf(columns, suite, notes));
  const header = ["", ...columns.map(({ runtime }) => runtime)];
  const widths = header.map((title, at) => Math.max(title.length, ...rows.map((row) => (row[at] ?? "").length)));
  const lines = [header, ...rows].map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [...lines, "", ...notes.all().map((reason, at) => `[${at + 1}] ${reason}`)].join("\n");
}

type Notes = { numberOf(reason: string): number; all(): readonly string[] };

function createNotes(): Notes {
  const reasons: string[] = [];
  return {
    numberOf(reason) {
      if (!reasons.includes(reason)) reasons.push(reason);
      return reasons.indexOf(reason) + 1;
    },
    all: () => reasons,
  };
}

function table(columns: readonly Column[], suite: Outcome["suite"], notes: Notes): string {
  const rows = rowsOf(columns, suite, notes).map((row) => `| ${row.map(escaped).join(" | ")} |`);
  const titles = columns.map(({ runtime }) => runtime);
  return [`| promise | ${titles.join(" | ")} |`, `|---|${titles.map(() => "---|").join("")}`, ...rows].join("\n");
}

function rowsOf(columns: readonly Column[], suite: Outcome["suite"], notes: Notes): string[][] {
  const names = new Set(
    columns.flatMap(({ outcomes }) => outcomes.filter((one) => one.suite === suite).map(({ name }) => name)),
  );
  return [...names].map((name) => [
    name,
    ...columns.map(({ outcomes }) => {
      return cell(
        outcomes.filter((one) => one.suite === suite && one.name === name),
        notes,
      );
    }),
  ]);
}

function cell(outcomes: readonly Outcome[], notes: Notes): string {
  if (outcomes.some(({ error }) => error !== null)) return "BROKEN";
  if (outcomes.length === 0) return "NOT TRIED";
  const kept = outcomes.filter(({ excuse }) => excuse === null).map(({ carrier }) => carrier);
  const reasons = new Set(outcomes.flatMap(({ excuse }) => (excuse === null ? [] : [notes.numberOf(excuse)])));
  if (reasons.size === 0) return "✓";
  const numbers = `[${[...reasons].join(", ")}]`;
  return kept.length === 0 ? `no ${numbers}` : `✓ ${kept.join("; ")} ${numbers}`;
}

/** For a cell of a Markdown table. */
function escaped(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replace(/_/g, "\\_");
}
