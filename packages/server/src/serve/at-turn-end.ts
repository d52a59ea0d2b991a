let tasks: Array<() => void> = [];

/**
 * Does a task when this turn of the event loop is over, together with all that have come by then. Whoever writes to sockets does
 * it here: a write wakes its reader, and readers that are woken one by one, with work in between, cost as much as that work.
 */
export function atTurnEnd(task: () => void): void {
  if (tasks.length === 0) setImmediate(doAll);
  tasks.push(task);
}

function doAll(): void {
  const now = tasks;
  tasks = [];
  for (const task of now) task();
}
