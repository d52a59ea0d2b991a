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

/** Shorter samples tell more of the machine than of the work. */
const sampleMs = 100;
/** A process that has waited for its turn finds its caches cold, and code that V8 threw away meanwhile. */
const settleMs = 150;

/**
 * Times the work, as often in a row as fills a tenth of a second, after it has been done for `settle` milliseconds.
 *
 * @param keeps whether what each run made is kept until the clock has stopped, as whoever asked for it would; else only the last.
 */
export async function measure(work: Work, { settle = settleMs, keeps = true } = {}): Promise<Sample> {
  await repeat(work, settle);
  const wallAt = performance.now();
  const cpuAt = process.cpuUsage();
  const judges: (() => void)[] = [];
  let runs = 0;
  do {
    const judge = await work();
    if (keeps || runs === 0) judges.push(judge);
    else judges[0] = judge;
    runs += 1;
  } while (performance.now() - wallAt < sampleMs);
  const { user, system } = process.cpuUsage(cpuAt);
  const wallMs = performance.now() - wallAt;
  const peakMiB = process.resourceUsage().maxRSS / 1024;
  for (const judge of judges) judge();
  return { cpuMs: (user + system) / 1000 / runs, wallMs: wallMs / runs, peakMiB };
}

/** Does the work once, and again until so many milliseconds have passed; judges every run. */
export async function repeat(work: Work, atLeastMs: number): Promise<void> {
  const begunAt = performance.now();
  do (await work())();
  while (performance.now() - begunAt < atLeastMs);
}
