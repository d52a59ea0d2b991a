/**
 * Hands out the items of arrays one by one. An item that is already there costs a resolved promise and nothing else:
 * only the step from one array to the next waits for the source.
 */
export function flattenBatches<T>(source: AsyncGenerator<readonly T[], unknown>): AsyncGenerator<T, undefined> {
  let batch: readonly T[] = [];
  let at = 0;
  let pulling: Promise<unknown> | null = null;

  const take = (): IteratorResult<T, undefined> | null => {
    const item = batch[at];
    if (at >= batch.length || item === undefined) return null;
    at += 1;
    return { done: false, value: item };
  };

  const pull = async (): Promise<IteratorResult<T, undefined>> => {
    for (;;) {
      const step = await source.next();
      if (step.done === true) return { done: true, value: undefined };
      batch = step.value;
      at = 0;
      const item = take();
      if (item !== null) return item;
    }
  };

  const leave = async (): Promise<void> => {
    batch = [];
    await source.return(undefined);
  };

  return {
    async next() {
      // Two callers at once wait for each other, so that no array is overwritten half read.
      while (pulling !== null) await pulling.then(undefined, () => undefined);
      const item = take();
      if (item !== null) return item;
      const pulled = pull();
      pulling = pulled;
      try {
        return await pulled;
      } finally {
        pulling = null;
      }
    },
    async return() {
      await leave();
      return { done: true, value: undefined };
    },
    async throw(error) {
      await leave();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: leave,
  };
}
