import { join } from "node:path";
import type { BenchOptions } from "../bench-options.ts";
import { playRounds } from "../measure/rounds.ts";
import { buildQwire } from "../qwire/build-qwire.ts";
import { keepResults } from "../report/results.ts";
import { partialJsonTable } from "./report.ts";

/** Reads 1 MiB of JSON that comes letter by letter, as an object that grows. */
export async function benchPartialJson(options: BenchOptions): Promise<void> {
  const { isQuick, rounds, checkout, isWantedContender } = options;
  await buildQwire(checkout);
  // Loads what was built.
  const { jsonReaders } = await import("./contenders.ts");
  const wanted = jsonReaders.filter(({ name }) => name === "parse" || isWantedContender(name));
  const file = join(import.meta.dirname, "worker.ts");
  const played = await playRounds(
    wanted.map(({ name }) => name),
    { rounds, file, words: (name) => [name] },
  );
  console.log(partialJsonTable({ samples: played }));
  keepResults("partial-json", { samples: played }, { isQuick, checkout });
}
