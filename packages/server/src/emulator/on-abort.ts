const tasks = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Runs the task when the signal of a chat fires; the returned function takes it back. One listener for each signal: a reply waits
 * for every piece it sends, and adding and removing listeners would cost more than making the piece.
 */
export function onAbort(signal: AbortSignal, task: () => void): () => void {
  let waiting = tasks.get(signal);
  if (waiting === undefined) {
    const all = new Set<() => void>();
    signal.addEventListener("abort", () => [...all].forEach((one) => one()), { once: true });
    tasks.set(signal, all);
    waiting = all;
  }
  const own = waiting;
  own.add(task);
  return () => void own.delete(task);
}
