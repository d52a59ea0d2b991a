/** The one room with a clock and a die. Everything that waits, measures or draws takes it as an argument. */
export type Clock = {
  /** Milliseconds from a fixed point in the past. */
  now(): number;
  /** From 0 up to, but not including, 1. */
  random(): number;
  /** Runs the task after so many milliseconds; the returned function takes it back. */
  after(ms: number, task: () => void): () => void;
};

/** The real one. Timers never keep a process alive longer than the call they guard. */
export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};

/** Waits so many milliseconds, or until the signal fires; then it throws the signal's reason. */
export function wait(ms: number, { clock, signal }: { clock: Clock; signal: AbortSignal }): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const giveUp = (): void => {
      cancel();
      reject(signal.reason);
    };
    const cancel = clock.after(ms, () => {
      signal.removeEventListener("abort", giveUp);
      resolve();
    });
    signal.addEventListener("abort", giveUp, { once: true });
  });
}
