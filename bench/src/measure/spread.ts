import type { Sample } from "./measure.ts";

/** The middle of several values and their edges. */
export type Spread = { median: number; min: number; max: number };

/** `undefined` where nothing was measured. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.ceil((sorted.length - 1) / 2)];
  if (low === undefined || high === undefined) return undefined;
  return { median: (low + high) / 2, min: Math.min(...sorted), max: Math.max(...sorted) };
}

/** How many times the floor's figure, round by round: neighbours in time share what disturbed them. `null`: sat out. */
export function ratiosOf(floor: readonly (number | null)[], own: readonly (number | null)[]): Spread | undefined {
  return spreadOf(
    own.flatMap((value, round) => {
      const base = floor[round];
      return value === null || base === null || base === undefined ? [] : [value / base];
    }),
  );
}

/** The same of CPU time. */
export function ratiosTo(floor: readonly (Sample | null)[], own: readonly (Sample | null)[]): Spread | undefined {
  const cpuMs = (sample: Sample | null): number | null => sample?.cpuMs ?? null;
  return ratiosOf(floor.map(cpuMs), own.map(cpuMs));
}

/** Such as `0.89 (0.83-1.02)`; nothing where nothing was measured. */
export function tellSpread(spread: Spread | undefined, digits: number): string {
  if (spread === undefined) return "";
  const { median, min, max } = spread;
  return `${median.toFixed(digits)} (${min.toFixed(digits)}-${max.toFixed(digits)})`;
}

/** The median alone. */
export function tellMedian(spread: Spread | undefined, digits: number): string {
  return spread?.median.toFixed(digits) ?? "";
}
