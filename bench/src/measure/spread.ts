import type { Sample } from "./measure.ts";

/** The middle of several values and their edges. */
export type Spread = { median: number; min: number; max: number };

/** @throws RangeError for no values. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.ceil((sorted.length - 1) / 2)];
  if (low === undefined || high === undefined) throw new RangeError("There is no median of nothing.");
  return { median: (low + high) / 2, min: Math.min(...sorted), max: Math.max(...sorted) };
}

/** How many times the floor's CPU time was needed, round by round: neighbours in time share what disturbed them. */
export function ratiosTo(floor: readonly (Sample | null)[], own: readonly (Sample | null)[]): Spread {
  return spreadOf(
    own.flatMap((sample, round) => {
      const base = floor[round];
      return sample && base ? [sample.cpuMs / base.cpuMs] : [];
    }),
  );
}
