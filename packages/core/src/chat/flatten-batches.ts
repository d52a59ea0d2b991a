/** An iterator over the items of arrays, which can be made to wait for its first item. */
export type ItemReader<T> = AsyncGenerator<T, undefined> & {
  /** Waits until an item is there, or the end, without taking it. */
  fill(): Promise<void>;
};

/** What is done when the reader leaves before the end. */
export type Leaving = {
  /** Makes a step of the source that is under way fail soon. */
  interrupt(): void;
  /** Told when the source has closed. */
  left(): void;
};

/**
 * Hands out the items of arrays one by one. An item that is already there costs a resolved promise and nothing else:
 * only the step from one array to the next waits for the source.
 */
export function flattenBatches<T>(
  source: AsyncGenerator<readonly T[], unknown>,
  { interrupt, left }: Leaving,
): ItemReader<T> {
  let batch: readonly T[] = [];
  let at = 0;
  let filling: Promise<void> | null = null;
  let isOver = false;
  let isLeft = false;

  const pull = async (): Promise<void> => {
    while (at >= batch.length && !isOver) {
      const step = await source.next();
      if (step.done === true) isOver = true;
      else [batch, at] = [step.value, 0];
    }
  };

  const fill = async (): Promise<void> => {
    // Two callers at once wait for each other, so that no array is overwritten half read.
    while (filling !== null) await filling.catch(() => undefined);
    if (at < batch.length || isOver) return;
    filling = pull();
    try {
      await filling;
    } catch (error) {
      isOver = true;
      // Whoever has left asked for this failure.
      if (!isLeft) throw error;
    } finally {
      filling = null;
    }
  };

  const leave = async (): Promise<void> => {
    isLeft = true;
    if (filling !== null) interrupt();
    batch = [];
    isOver = true;
    try {
      await source.return(undefined);
    } finally {
      left();
    }
  };

  return {
    fill,
    async next() {
      if (at >= batch.length) await fill();
      // Only `at` tells whether there is an item: an item may be `undefined` itself.
      if (at >= batch.length) return { done: true, value: undefined };
      // A boundary: the index was checked just now.
      const value = batch[at] as T;
      at += 1;
      return { done: false, value };
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
