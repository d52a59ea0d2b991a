import { spreadOf, tellSpread } from "../measure/spread.ts";
import type { Spread } from "../measure/spread.ts";
import { table } from "../report/table.ts";
import { contenders } from "../stream/contenders.ts";

/** Of one fresh process. */
export type Start = { importMs: number; readMs: number; cpuMs: number };

/** What is kept of it: the processes by contender. */
export type StartResults = { samples: Record<string, Start[]> };

/** How long a fresh process takes from its start to the end of its first stream, in ms. */
export function firstStreamMs({ samples }: StartResults, name: string): Spread | undefined {
  return spreadOf((samples[name] ?? []).map(({ importMs, readMs }) => importMs + readMs));
}

export function startTable(results: StartResults): string {
  const rows = contenders.flatMap(({ name, title }) => {
    const own = results.samples[name];
    if (own === undefined) return [];
    const cell = (of: (start: Start) => number): string => tellSpread(spreadOf(own.map(of)), 0);
    const both = tellSpread(firstStreamMs(results, name), 0);
    return [[title, cell(({ importMs }) => importMs), cell(({ readMs }) => readMs), both, cell(({ cpuMs }) => cpuMs)]];
  });
  const heads = [
    "fresh process, one stream of 1,000 chunks, ms, median (min-max)",
    "import",
    "first 1,000 chunks",
    "import and first 1,000 chunks",
    "CPU of both",
  ];
  return table(heads, rows);
}
