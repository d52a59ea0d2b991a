/** One timed run. */
export type Sample = {
  /** User and system time of the whole process, its helper threads included, per repetition. */
  cpuMs: number;
  wallMs: number;
  /** The most memory the process has held since it began. */
  peakMiB: number;
};

/** Does some work and gives a judge of its result, which runs after the clock has stopped and throws for a wrong one. */
export type Work = () => Promise<() => void>;

/** Times the work, `repeats` times in a row, starting from a clean heap where node runs with `--expose-gc`. */
export async function measure(work: Work, repeats: number): Promise<Sample> {
  globalThis.gc?.();
  const judges: (() => void)[] = [];
  const wallAt = performance.now();
  const cpuAt = process.cpuUsage();
  for (let run = 0; run < repeats; run += 1) judges.push(await work());
  const { user, system } = process.cpuUsage(cpuAt);
  const wallMs = performance.now() - wallAt;
  const peakMiB = process.resourceUsage().maxRSS / 1024;
  for (const judge of judges) judge();
  return { cpuMs: (user + system) / 1000 / repeats, wallMs: wallMs / repeats, peakMiB };
}
