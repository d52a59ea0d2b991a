import { table } from "../report/table.ts";
import { contenders } from "../stream/contenders.ts";

export type Through = { pieces: number; peakMiB: number };
/** Segments asked of the body. */
export type Idle = { whenRead: number; afterIdling: number };
/** `null`: out of memory. */
export type Held = { name: string; through: Through | null; idle: Idle | null };

/** What is kept of it. */
export type MemoryResults = {
  held: Held[];
  /** The stream that was folded. */
  foldedCase?: string;
  /** MiB by contender; `null`, once it is JSON, where V8 gave up. */
  peaks: Record<string, number | null>;
};

export function throughTable(held: readonly Held[]): string {
  const rows = held.map(({ name, through, idle }) => [
    name,
    through === null ? "out of memory" : `${through.peakMiB.toFixed(0)} MiB`,
    `${idle?.whenRead ?? ""}`,
    `${idle?.afterIdling ?? ""}`,
  ]);
  return table(["", "96 MiB in a 64 MiB heap, peak", "segments asked for 3 pieces", "after idling"], rows);
}

export function peakTable({ foldedCase = "text-100k-events", peaks }: MemoryResults): string {
  const rows = contenders.flatMap(({ name, title }) => {
    const peak = peaks[name];
    if (peak === undefined) return [];
    return [[title, peak === null || peak === Number.POSITIVE_INFINITY ? "out of memory" : peak.toFixed(0)]];
  });
  return table(["", `${foldedCase}, read and folded once: peak MiB`], rows);
}
