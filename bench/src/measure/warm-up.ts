import { repeat } from "./measure.ts";
import type { Work } from "./measure.ts";

const warmupMs = 1500;

/** Does the work until its machine code has settled: three times at least, and a second and a half. */
export async function warmUp(work: Work): Promise<void> {
  for (let run = 0; run < 3; run += 1) (await work())();
  for (const judge of await repeat(work, warmupMs)) judge();
}
