import type { Work } from "./measure.ts";

const warmupMs = 400;

/** Does the work until its machine code has settled. */
export async function warmUp(work: Work): Promise<void> {
  const begunAt = performance.now();
  for (let run = 0; run < 3 || performance.now() - begunAt < warmupMs; run += 1) (await work())();
}
