/** The one room with a clock and a die. Everything that waits, measures or draws takes it as an argument. */
export type Clock = {
  /** Milliseconds from a fixed point in the past. */
  now(): number;
  /** From 0 up to, but not including, 1. */
  random(): number;
  /** Runs the task after so many milliseconds; the returned function takes it back. */
  after(ms: number, task: () => void): () => void;
};

/** The longest `setTimeout` can wait; what is longer it would not wait for at all. */
const maxTimerMs = 2 ** 31 - 1;

/** The real one, which no change of the date disturbs. */
export const systemClock: Clock = {
  now: () => performance.now(),
  random: () => Math.random(),
  after(ms, task) {
    const next = (leftMs: number): ReturnType<typeof setTimeout> =>
      leftMs > maxTimerMs
        ? setTimeout(() => (timer = next(leftMs - maxTimerMs)), maxTimerMs)
        : setTimeout(task, leftMs);
    let timer = next(ms);
    return () => clearTimeout(timer);
  },
};

/** The moment a date in words names, in milliseconds; `NaN` when it names none. */
export function momentOf(date: string): number {
  return Date.parse(date);
}

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
