import type { Clock } from "./wait.ts";

/** A clock for the many short waits of one call. */
export type SharedClock = Clock & {
  /** No wait is to come any more: the timer ends with the last of those that are left. */
  release(): void;
};

/**
 * Lets many waits share one timer of a clock. It runs to the end of the earliest, and on when that one is taken back: so it
 * may fire early, finds nothing due and is set anew, but a wait that is taken back, as nearly all are, costs no timer.
 */
export function shareTimer(clock: Clock): SharedClock {
  const waits = new Set<{ at: number; task: () => void }>();
  let firesAt = Number.POSITIVE_INFINITY;
  let cancelTimer = (): void => undefined;
  let isReleased = false;

  const start = (at: number, now: number): void => {
    cancelTimer();
    firesAt = at;
    cancelTimer = clock.after(at - now, onTimer);
  };
  const onTimer = (): void => {
    firesAt = Number.POSITIVE_INFINITY;
    const now = clock.now();
    for (const wait of waits) {
      if (wait.at > now) continue;
      waits.delete(wait);
      wait.task();
    }
    const next = Math.min(...[...waits].map(({ at }) => at));
    if (next < firesAt) start(next, now);
  };
  const endWithLast = (): void => {
    if (!isReleased || waits.size > 0) return;
    firesAt = Number.POSITIVE_INFINITY;
    cancelTimer();
  };

  return {
    now: clock.now,
    random: clock.random,
    after(ms, task) {
      const now = clock.now();
      const wait = { at: now + ms, task };
      waits.add(wait);
      if (wait.at < firesAt) start(wait.at, now);
      return () => {
        waits.delete(wait);
        endWithLast();
      };
    },
    release() {
      isReleased = true;
      endWithLast();
    },
  };
}
