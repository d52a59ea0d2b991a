import type { Rounds } from "../measure/rounds.ts";
import { ratiosTo, spreadOf, tellMedian, tellSpread } from "../measure/spread.ts";
import type { Spread } from "../measure/spread.ts";
import { table } from "../report/table.ts";
import { findCase } from "./cases.ts";
import { contenders, floorOf } from "./contenders.ts";
import type { Discipline } from "./contenders.ts";

/** What is kept of it: the runs by stream and contender. */
export type StreamResults = { samples: Record<string, Rounds> };

/** CPU time as a ratio to the floor of the discipline. */
export function streamRatio(
  { samples }: StreamResults,
  stream: string,
  { name, discipline }: { name: string; discipline: Discipline },
): Spread | undefined {
  const rounds = samples[stream] ?? {};
  return ratiosTo(rounds[floorOf[discipline]] ?? [], rounds[name] ?? []);
}

/** CPU time of one chunk, in µs. */
export function microsecondsPerChunk({ samples }: StreamResults, stream: string, name: string): Spread | undefined {
  const { chunks } = findCase(stream);
  const runs = (samples[stream]?.[name] ?? []).filter((sample) => sample !== null);
  return spreadOf(runs.map(({ cpuMs }) => (cpuMs * 1000) / chunks));
}

/** The tables of the stream bench: a ratio per contender and stream, then what a chunk costs in time. */
export function streamTables(results: StreamResults): string {
  return [
    "Reading chunks: CPU as a ratio to the first row, median (min-max)",
    ratios(results, "chunks"),
    "Reading and folding to the final message: CPU as a ratio to the first row, median (min-max)",
    ratios(results, "reply"),
    "CPU per chunk in µs, median",
    rows(results, null, (stream, name) => tellMedian(microsecondsPerChunk(results, stream, name), 2)),
  ].join("\n\n");
}

function ratios(results: StreamResults, discipline: Discipline): string {
  return rows(results, discipline, (stream, name) =>
    name === floorOf[discipline] ? "1" : tellSpread(streamRatio(results, stream, { name, discipline }), 2),
  );
}

function rows(
  { samples }: StreamResults,
  discipline: Discipline | null,
  cell: (stream: string, name: string) => string,
): string {
  const wanted = contenders.filter((one) => discipline === null || one.disciplines.includes(discipline));
  const seen = wanted.filter(({ name }) => Object.values(samples).some((rounds) => rounds[name]));
  const streams = Object.keys(samples);
  return table(
    ["", ...streams],
    seen.map(({ name, title }) => [title, ...streams.map((stream) => cell(stream, name))]),
  );
}
