import { join } from "node:path";
import type { BenchOptions } from "../bench-options.ts";
import { playRounds } from "../measure/rounds.ts";
import type { Rounds } from "../measure/rounds.ts";
import { buildQwire } from "../qwire/build-qwire.ts";
import { keepResults } from "../report/results.ts";
import { storeStream } from "../workload/stored-stream.ts";
import { quickChunks, streamCases, warmupCase } from "./cases.ts";
import { contenders, floorOf } from "./contenders.ts";
import { streamTables } from "./report.ts";

/** Reads streams of several kinds, sizes and cuts with every contender. */
export async function benchStream({
  isQuick,
  rounds,
  checkout,
  isWantedCase,
  isWantedContender,
}: BenchOptions): Promise<void> {
  await buildQwire(checkout);
  const floors = new Set<string>(Object.values(floorOf));
  const names = contenders.map(({ name }) => name).filter((name) => floors.has(name) || isWantedContender(name));
  const cases = streamCases.filter(({ name, chunks }) => isWantedCase(name) && !(isQuick && chunks > quickChunks));
  if (cases.length === 0) return;

  const played: Record<string, Rounds> = {};
  for (const streamCase of cases) {
    const { name } = streamCase;
    storeStream(streamCase);
    storeStream(warmupCase(streamCase));
    process.stderr.write(`  ${name}\n`);
    const file = join(import.meta.dirname, "worker.ts");
    played[name] = await playRounds(names, { rounds, file, words: (contender) => [contender, name] });
  }
  console.log(streamTables({ samples: played }));
  keepResults("stream", { cases, samples: played }, { isQuick, checkout });
}
