import { spreadOf, tellSpread } from "../measure/spread.ts";
import { table } from "../report/table.ts";
import { contenders } from "../stream/contenders.ts";

/** Of one fresh process. */
export type Start = { importMs: number; readMs: number; cpuMs: number };

/** What is kept of it: the processes by contender. */
export type StartResults = { samples: Record<string, Start[]> };

export function startTable({ samples }: StartResults): string {
  const rows = contenders.flatMap(({ name, title }) => {
    const own = samples[name];
    if (own === undefined) return [];
    const cell = (of: (start: Start) => number): string => tellSpread(spreadOf(own.map(of)), 0);
    return [[title, cell(({ importMs }) => importMs), cell(({ readMs }) => readMs), cell(({ cpuMs }) => cpuMs)]];
  });
  const heads = [
    "fresh process, one stream of 1k chunks, ms, median (min-max)",
    "import",
    "first stream",
    "CPU of both",
  ];
  return table(heads, rows);
}
