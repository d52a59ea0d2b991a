import type { Sample } from "./measure.ts";
import { startWorker } from "./worker-process.ts";
import type { WorkerProcess } from "./worker-process.ts";

// Long runs differ less from one another: they sit rounds out, so that the whole bench stays within its minutes. Who sits
// out plays in rounds in which the floors play too.
const longMs = 400;
const veryLongMs = 2000;

/** What the contenders needed, by name; a round a contender sat out is `null`. */
export type Rounds = Record<string, (Sample | null)[]>;

/**
 * Runs every contender once per round, each in its own process, all of them alive until the last round, beginning with
 * another one each time: what disturbs the machine disturbs all alike.
 */
export async function playRounds(
  names: readonly string[],
  { rounds, file, words }: { rounds: number; file: string; words: (name: string) => string[] },
): Promise<Rounds> {
  const workers: (readonly [string, WorkerProcess])[] = [];
  const played: Rounds = Object.fromEntries(names.map((name) => [name, []]));
  try {
    // Two at a time: warming up is not timed, so it may be disturbed.
    for (let at = 0; at < names.length; at += 2) {
      const pair = names.slice(at, at + 2);
      workers.push(
        ...(await Promise.all(pair.map(async (name) => [name, await startWorker(file, words(name))] as const))),
      );
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, worker] of rotate(workers, round)) {
        const own = played[name] ?? [];
        own.push(round % stride(own[0]) === 0 ? await worker.run() : null);
      }
    }
  } finally {
    for (const [, worker] of workers) worker.end();
  }
  return played;
}

/** Every how many rounds a contender plays, by its first run. */
function stride(first: Sample | null | undefined): number {
  const wallMs = first?.wallMs ?? 0;
  if (wallMs > veryLongMs) return 6;
  return wallMs > longMs ? 3 : 1;
}

function rotate<T>(items: readonly T[], by: number): T[] {
  const first = by % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}
