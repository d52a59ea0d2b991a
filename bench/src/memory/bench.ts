import { join } from "node:path";
import type { BenchOptions } from "../bench-options.ts";
import { runOnce } from "../measure/run-once.ts";
import { buildQwire } from "../qwire/build-qwire.ts";
import { keepResults } from "../report/results.ts";
import { findCase } from "../stream/cases.ts";
import { contenders } from "../stream/contenders.ts";
import { storeStream } from "../workload/stored-stream.ts";
import { readers } from "./readers.ts";
import type { Reader } from "./readers.ts";
import { peakTable, throughTable } from "./report.ts";
import type { Held, Idle, Through } from "./report.ts";

/** How much a reader holds: of a long reply that goes through, of a body while it idles, of a reply that it folds. */
export async function benchMemory({ isQuick, checkout, isWantedContender }: BenchOptions): Promise<void> {
  await buildQwire(checkout);
  const wanted = readers.filter(({ name }) => isWantedContender(name));
  const held = await readThrough(wanted);
  console.log(throughTable(held));
  const foldedCase = isQuick ? "text-10k-events" : "text-100k-events";
  const peaks = await foldPeaks(foldedCase, isWantedContender);
  console.log(`\n${peakTable({ held, foldedCase, peaks })}`);
  keepResults("memory", { held, foldedCase, peaks }, { isQuick, checkout });
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
  return peaks;
}
