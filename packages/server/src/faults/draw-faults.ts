import type { Fault } from "./parse-faults.ts";

/** Which faults befall a request. @param ordinal the how manieth request it is, from 1 */
export function drawFaults(faults: readonly Fault[], ordinal: number, random: () => number): Fault[] {
  return faults.filter(({ chance, on }) => {
    const drawn = random() < chance;
    return drawn && (on === null || on === ordinal);
  });
}
