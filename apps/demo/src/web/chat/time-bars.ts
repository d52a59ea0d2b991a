import type { Turn } from "./turn.ts";

/** A stretch of an answer's time, in percent of the whole. */
export type TimeBar = { lane: number; kind: "waiting" | "writing" | "tool"; from: number; length: number };

/**
 * What an answer's time went into: its replies on the first lane, tools on those below, so many as ran side by side.
 *
 * @param now where whatever has not ended ends, in milliseconds since 1970
 */
export function timeBars({ rounds, parts }: Turn, now: number): { bars: TimeBar[]; lanes: number } {
  const start = rounds[0]?.startedAt ?? now;
  const calls = parts.flatMap((part) =>
    part.type === "tool" && part.startedAt !== null ? [{ from: part.startedAt, to: part.endedAt ?? now }] : [],
  );
  const end = Math.max(now, ...calls.map(({ to }) => to), ...rounds.map(({ endedAt }) => endedAt ?? now));
  const whole = Math.max(1, end - start);
  const bars: TimeBar[] = [];
  const add = (lane: number, kind: TimeBar["kind"], [from, to]: [number, number]): void => {
    if (to > from) bars.push({ lane, kind, from: ((from - start) / whole) * 100, length: ((to - from) / whole) * 100 });
  };
  for (const { startedAt, firstTokenAt, endedAt } of rounds) {
    const stop = endedAt ?? now;
    add(0, "waiting", [startedAt, firstTokenAt ?? stop]);
    if (firstTokenAt !== null) add(0, "writing", [firstTokenAt, stop]);
  }
  const free: number[] = [];
  for (const { from, to } of calls) {
    const found = free.findIndex((until) => until <= from);
    const lane = found === -1 ? free.length : found;
    free[lane] = to;
    add(lane + 1, "tool", [from, to]);
  }
  return { bars, lanes: free.length + 1 };
}
