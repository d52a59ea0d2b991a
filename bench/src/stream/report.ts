import type { Rounds } from "../measure/rounds.ts";
import { ratiosTo, spreadOf } from "../measure/spread.ts";
import { table } from "../report/table.ts";
import { findCase } from "./cases.ts";
import { contenders, floorOf } from "./contenders.ts";
import type { Discipline } from "./contenders.ts";

/** The tables of the stream bench: a ratio per contender and stream, then what a chunk costs in time. */
export function streamTables(played: Record<string, Rounds>): string {
  return [
    "Reading chunks: CPU as a ratio to the first row, median (min-max)",
    ratios(played, "chunks"),
    "Reading and folding to the final message: CPU as a ratio to the first row, median (min-max)",
    ratios(played, "reply"),
    "CPU per chunk in µs, median",
    microseconds(played),
  ].join("\n\n");
}

function ratios(played: Record<string, Rounds>, discipline: Discipline): string {
  const floor = floorOf[discipline];
  return rows(played, discipline, (rounds, name) => {
    const own = rounds[name] ?? [];
    if (own.length === 0) return "";
    const { median, min, max } = ratiosTo(rounds[floor] ?? [], own);
    return name === floor ? "1" : `${median.toFixed(2)} (${min.toFixed(1)}-${max.toFixed(1)})`;
  });
}

function microseconds(played: Record<string, Rounds>): string {
  return rows(played, null, (rounds, name, chunks) => {
    const samples = (rounds[name] ?? []).filter((sample) => sample !== null);
    if (samples.length === 0) return "";
    return ((spreadOf(samples.map(({ cpuMs }) => cpuMs)).median * 1000) / chunks).toFixed(2);
  });
}

function rows(
  played: Record<string, Rounds>,
  discipline: Discipline | null,
  cell: (rounds: Rounds, name: string, chunks: number) => string,
): string {
  const wanted = contenders.filter((one) => discipline === null || one.disciplines.includes(discipline));
  const seen = wanted.filter(({ name }) => Object.values(played).some((rounds) => rounds[name]));
  return table(
    ["", ...Object.keys(played)],
    seen.map(({ name, title }) => [
      title,
      ...Object.entries(played).map(([stream, rounds]) => cell(rounds, name, findCase(stream).chunks)),
    ]),
  );
}
