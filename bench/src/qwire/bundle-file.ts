/** Tells the processes of one run which build they measure. */
const variable = "QWIRE_BENCH_BUNDLE";

/** From here on this process, and those it starts, measure this build. */
export function useBundle(file: string): void {
  process.env[variable] = file;
}

/** @throws Error when nothing was built. */
export function bundleFile(): string {
  const file = process.env[variable];
  if (file === undefined) throw new Error("Build qwire before a contender reads with it.");
  return file;
}
