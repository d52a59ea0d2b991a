import { join } from "node:path";
import type { BenchOptions } from "../bench-options.ts";
import { runOnce } from "../measure/run-once.ts";
import { buildQwire } from "../qwire/build-qwire.ts";
import { keepResults } from "../report/results.ts";
import { table } from "../report/table.ts";
import { findCase } from "../stream/cases.ts";
import { contenders } from "../stream/contenders.ts";
import { storeStream } from "../workload/stored-stream.ts";
import { readers } from "./readers.ts";
import type { Reader } from "./readers.ts";

type Through = { pieces: number; peakMiB: number };
type Idle = { whenRead: number; afterIdling: number };
type Held = { name: string; through: Through | null; idle: Idle | null };

/** How much a reader holds: of a long reply that goes through, of a body while it idles, of a reply that it folds. */
export async function benchMemory({ isQuick, checkout, isWantedContender }: BenchOptions): Promise<void> {
  await buildQwire(checkout);
  const wanted = readers.filter(({ name }) => isWantedContender(name));
  const held = await readThrough(wanted);
  console.log(throughTable(held));
  const peaks = await foldPeaks(isQuick ? "text-10k-events" : "text-100k-events", isWantedContender);
  keepResults("memory", { held, peaks }, { isQuick });
  checkThrough(wanted, held);
}

/** @throws Error when the long reply did not get through one of ours. */
function checkThrough(wanted: readonly Reader[], held: readonly Held[]): void {
  const mine = wanted.filter(({ mustPass }) => mustPass).map(({ name }) => name);
  const died = held.filter(({ name, through }) => mine.includes(name) && through === null).map(({ name }) => name);
  if (died.length > 0) throw new Error(`96 MiB of text do not pass in a 64 MiB heap: ${died.join(", ")}.`);
}

async function readThrough(wanted: readonly Reader[]): Promise<Held[]> {
  const held: Held[] = [];
  for (const { name } of wanted) {
    const flags = ["--max-old-space-size=64"];
    const through = await runOnce<Through>(join(import.meta.dirname, "read-through.ts"), { flags, words: [name] });
    const idle = await runOnce<Idle>(join(import.meta.dirname, "idle.ts"), { words: [name] });
    held.push({ name, through, idle });
  }
  return held;
}

function throughTable(held: readonly Held[]): string {
  const rows = held.map(({ name, through, idle }) => [
    name,
    through === null ? "out of memory" : `${through.peakMiB.toFixed(0)} MiB`,
    `${idle?.whenRead}`,
    `${idle?.afterIdling}`,
  ]);
  return table(["", "96 MiB in a 64 MiB heap, peak", "segments asked for 3 pieces", "after idling"], rows);
}

/** Once each: the peaks of one program differ by a hundredth. */
async function foldPeaks(
  caseName: string,
  isWantedContender: BenchOptions["isWantedContender"],
): Promise<Record<string, number>> {
  storeStream(findCase(caseName));
  const folding = contenders.filter(
    ({ name, disciplines }) => disciplines.includes("reply") && isWantedContender(name),
  );
  const peaks: Record<string, number> = {};
  for (const { name } of folding) {
    const report = await runOnce<{ peakMiB: number }>(join(import.meta.dirname, "fold.ts"), {
      words: [name, caseName],
    });
    peaks[name] = report?.peakMiB ?? Number.POSITIVE_INFINITY;
  }
  const rows = folding.map(({ name, title }) => [title, (peaks[name] ?? Number.NaN).toFixed(0)]);
  console.log(`\n${table(["", `${caseName}, read and folded once: peak MiB`], rows)}`);
  return peaks;
}
