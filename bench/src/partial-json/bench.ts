import { join } from "node:path";
import type { BenchOptions } from "../bench-options.ts";
import { playRounds } from "../measure/rounds.ts";
import { ratiosTo, spreadOf } from "../measure/spread.ts";
import { buildQwire } from "../qwire/build-qwire.ts";
import { keepResults } from "../report/results.ts";
import { table } from "../report/table.ts";

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
  const floor = played["parse"] ?? [];
  const rows = wanted.map(({ name, title, share }) => {
    const own = played[name] ?? [];
    const { median, min, max } = ratiosTo(floor, own);
    const cpuMs = spreadOf(own.flatMap((sample) => sample?.cpuMs ?? [])).median;
    const whole = share === 1 ? `${median.toFixed(1)} (${min.toFixed(1)}-${max.toFixed(1)})` : "grows with the square";
    return [title, cpuMs.toFixed(1), whole];
  });
  console.log(table(["1 MiB of JSON in deltas of one letter", "CPU, ms", "as a ratio to the floor"], rows));
  keepResults("partial-json", { samples: played }, { isQuick });
}
