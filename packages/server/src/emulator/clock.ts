import { onAbort } from "./on-abort.ts";

/** Time and waiting. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds, or as soon as the signal fires. */
  wait(waitMs: number, signal: AbortSignal): Promise<void>;
  /** Does the task after so many milliseconds, unless the alarm is cancelled. */
  ring(waitMs: number, task: () => void): Alarm;
  cancel(alarm: Alarm): void;
};

export type Alarm = ReturnType<typeof setTimeout>;

/** The one room that may look at the real clock. @param now replaces it; milliseconds since 1970. */
export function createClock(now: () => number = Date.now): Clock {
  return {
    now,
    wait,
    ring: (waitMs, task) => setTimeout(task, waitMs),
    // Browsers refuse it as a method of anything else.
    cancel: (alarm) => clearTimeout(alarm),
  };
}

function wait(waitMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(() => {
      leave();
      resolve();
    }, waitMs);
    const leave = onAbort(signal, () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
