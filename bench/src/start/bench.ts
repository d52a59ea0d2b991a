import { join } from "node:path";
import type { BenchOptions } from "../bench-options.ts";
import { runOnce } from "../measure/run-once.ts";
import { buildQwire } from "../qwire/build-qwire.ts";
import { keepResults } from "../report/results.ts";
import { findCase } from "../stream/cases.ts";
import { contenders } from "../stream/contenders.ts";
import { storeStream } from "../workload/stored-stream.ts";
import { startTable } from "./report.ts";
import type { Start } from "./report.ts";

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
  console.log(startTable({ samples }));
  keepResults("start", { samples }, { isQuick, checkout });
}
