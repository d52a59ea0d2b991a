/** What flows in evenly and is taken in portions. */
export type Bucket = {
  /** Milliseconds until so much may be taken; 0: now. More than it holds may be taken once it is full. */
  delayFor(amount: number, now: number): number;
  /** Takes it; the level may fall below nothing, and what comes later waits for it. A negative amount is given back. */
  take(amount: number, now: number): void;
  /** What is in it is gone. */
  empty(now: number): void;
};

/** Starts a full one that gets `perMinute` a minute and holds what comes in `holdsMs`, and one at least. */
export function createBucket(perMinute: number, holdsMs: number): Bucket {
  const perMs = perMinute / 60_000;
  const capacity = Math.max(1, perMs * holdsMs);
  let level = capacity;
  let filledAt = 0;

  const fill = (now: number): void => {
    level = Math.min(capacity, level + Math.max(0, now - filledAt) * perMs);
    filledAt = now;
  };
  return {
    delayFor(amount, now) {
      fill(now);
      const missing = Math.min(amount, capacity) - level;
      // Rounded up, so that the timer which fires then finds it there.
      return missing <= tolerance ? 0 : Math.ceil(missing / perMs);
    },
    take(amount, now) {
      fill(now);
      level = Math.min(capacity, level - amount);
    },
    empty(now) {
      fill(now);
      level = Math.min(level, 0);
    },
  };
}

/** Sums of many small portions miss by so little. */
const tolerance = 1e-6;
