import { repeat } from "./measure.ts";
import type { Work } from "./measure.ts";

/** Does the work until its machine code has settled: three times at least, and for so long. Default: a second and a half. */
export async function warmUp(work: Work, forMs = 1500): Promise<void> {
  for (let run = 0; run < 3; run += 1) (await work())();
  await repeat(work, forMs);
}
