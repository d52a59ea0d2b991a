import type { Sample } from "./measure.ts";

/** The worker's half of `startWorker`: says that it is ready, then runs once per order and answers with the sample. */
export function serveRuns(run: () => Promise<Sample>): void {
  process.on("message", (order: "run" | "end") => {
    if (order === "end") process.exit(0);
    void run().then((sample) => process.send?.(sample));
  });
  process.send?.("ready");
}
