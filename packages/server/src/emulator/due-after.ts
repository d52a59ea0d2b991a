/** So late is a machine that is busy. What is later still was kept waiting by its reader. */
const mostLateMs = 25;

/**
 * When a wait is to end: counted from when the one before should have ended, so that twenty pieces a second are twenty, and what
 * held up one piece does not make all later ones later. Counted from now where the one before ended long ago.
 *
 * @param due when the wait before should have ended; `-Infinity`: there was none
 */
export function dueAfter(due: number, waitMs: number, now: number): number {
  const lateMs = now - due;
  // Timers count whole milliseconds, so one may ring a little early.
  const isOnTime = lateMs > -1 && lateMs < Math.min(mostLateMs, waitMs / 2);
  return (isOnTime ? due : now) + waitMs;
}
