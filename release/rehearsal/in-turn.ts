/**
 * Does a task for each item, `atOnce` of them at a time, and hands back what came of them in the items' order. After a failure no
 * task is begun, and those that run are waited for.
 */
export async function inTurn<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  task: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const failures: unknown[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < items.length && failures.length === 0) {
      const at = next++;
      const item = items[at];
      if (item === undefined) continue;
      try {
        results[at] = await task(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  if (failures.length > 0) throw failures[0];
  return results;
}
