import { join } from "node:path";
import type { BenchOptions } from "../bench-options.ts";
import { runOnce } from "../measure/run-once.ts";
import { spreadOf } from "../measure/spread.ts";
import { buildQwire } from "../qwire/build-qwire.ts";
import { keepResults } from "../report/results.ts";
import { table } from "../report/table.ts";
import { findCase } from "../stream/cases.ts";
import { contenders } from "../stream/contenders.ts";
import { storeStream } from "../workload/stored-stream.ts";

type Start = { importMs: number; readMs: number; cpuMs: number };

const caseName = "text-1k-events";

/** What a program pays that reads one stream and ends: the import, and a first reading before any machine code has settled. */
export async function benchStart({ isQuick, rounds, checkout, isWantedContender }: BenchOptions): Promise<void> {
  await buildQwire(checkout);
  storeStream(findCase(caseName));
  const wanted = contenders.filter(({ name }) => name.startsWith("floor") || isWantedContender(name));
  const samples: Record<string, Start[]> = Object.fromEntries(wanted.map(({ name }) => [name, []]));
  const file = join(import.meta.dirname, "worker.ts");
  for (let round = 0; round < rounds; round += 1) {
    for (const { name } of wanted) {
      const start = await runOnce<Start>(file, { words: [name, caseName] });
      if (start !== null) samples[name]?.push(start);
    }
  }
  const rows = wanted.map(({ name, title }) => {
    const own = samples[name] ?? [];
    const cell = (of: (start: Start) => number): string => {
      const { median, min, max } = spreadOf(own.map(of));
      return `${median.toFixed(0)} (${min.toFixed(0)}-${max.toFixed(0)})`;
    };
    return [title, cell(({ importMs }) => importMs), cell(({ readMs }) => readMs), cell(({ cpuMs }) => cpuMs)];
  });
  console.log(
    table(
      [`fresh process, one stream of 1k chunks, ms, median (min-max)`, "import", "first stream", "CPU of both"],
      rows,
    ),
  );
  keepResults("start", { samples }, { isQuick });
}
