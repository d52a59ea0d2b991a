import type { Rounds } from "../measure/rounds.ts";
import { ratiosTo, spreadOf, tellMedian, tellSpread } from "../measure/spread.ts";
import type { Spread } from "../measure/spread.ts";
import { table } from "../report/table.ts";

/** What is kept of it: the runs by reader. */
export type PartialJsonResults = { samples: Rounds };

/** The readers, in the order of the rows. The first is the floor: the whole text, once. */
export const jsonReaderTitles = {
  parse: "floor: JSON.parse of the whole",
  letters: "the least: a look at the letter of each delta",
  growing: "the least of a look at each: texts that grow by the letter in an object",
  qwire: "qwire, looked at once in the end",
  "qwire-1024": "qwire, value and path after every 1,024",
  "qwire-64": "qwire, value and path after every 64",
  "qwire-1": "qwire, value and path after every delta",
  ai: "ai parsePartialJson after every delta, of a 1/256 part",
} as const;

export type JsonReaderName = keyof typeof jsonReaderTitles;

/** CPU time as a ratio to the floor; nothing for who reads a part only. */
export function partialJsonRatio({ samples }: PartialJsonResults, name: JsonReaderName): Spread | undefined {
  return name === "ai" ? undefined : ratiosTo(samples["parse"] ?? [], samples[name] ?? []);
}

export function partialJsonTable(results: PartialJsonResults): string {
  // A boundary: these are its own names.
  const names = (Object.keys(jsonReaderTitles) as JsonReaderName[]).filter((name) => results.samples[name]);
  const rows = names.map((name) => {
    const runs = (results.samples[name] ?? []).filter((sample) => sample !== null);
    const cpuMs = tellMedian(spreadOf(runs.map((sample) => sample.cpuMs)), 1);
    return [
      jsonReaderTitles[name],
      cpuMs,
      name === "ai" ? "grows with the square" : tellSpread(partialJsonRatio(results, name), 1),
    ];
  });
  return table(["1 MiB of JSON in deltas of one letter", "CPU, ms", "as a ratio to the floor"], rows);
}
