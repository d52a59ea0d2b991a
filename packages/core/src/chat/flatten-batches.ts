/** An iterator over the items of arrays, which can be made to wait for its first item. */
export type ItemReader<T> = AsyncGenerator<T, undefined> & {
  /** Waits until an item is there, or the end, without taking it. */
  fill(): Promise<void>;
  /**
   * Lets a source that was given up end, also when nobody reads any more; what it throws is thrown behind the items that are
   * there already.
   */
  settle(): void;
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
  let pulls = 0;
  let pulling: Promise<unknown> | null = null;
  let isOver = false;
  let isLeft = false;
  let failure: { error: unknown } | null = null;

  const take = (): IteratorResult<T, undefined> => {
    // A boundary: only `at` tells whether there is an item, since an item may be `undefined` itself.
    const value = batch[at] as T;
    at += 1;
    return { done: false, value };
  };

  const pullEnded = (): void => {
    pulls -= 1;
    if (pulls === 0) pulling = null;
  };

  const pull = async (isTaking: boolean): Promise<IteratorResult<T, undefined>> => {
    try {
      while (at >= batch.length && !isOver) {
        const step = await source.next();
        if (step.done === true) isOver = true;
        else [batch, at] = [step.value, 0];
      }
      if (at >= batch.length && failure !== null) {
        const { error } = failure;
        failure = null;
        throw error;
      }
    } catch (error) {
      isOver = true;
      // Whoever has left asked for this failure.
      if (!isLeft) throw error;
    } finally {
      pullEnded();
    }
    return isTaking && at < batch.length ? take() : { done: true, value: undefined };
  };

  /** Two callers at once wait for each other: the source is asked for one step at a time. */
  const pullInTurn = (isTaking: boolean): Promise<IteratorResult<T, undefined>> => {
    const inTurn = (): Promise<IteratorResult<T, undefined>> => pull(isTaking);
    pulls += 1;
    const pulled = pulling === null ? inTurn() : pulling.then(inTurn, inTurn);
    pulling = pulled;
    return pulled;
  };

  const end = async (): Promise<void> => {
    try {
      const step = await source.next();
      if (step.done === true) isOver = true;
      else [batch, at] = [[...batch.slice(at), ...step.value], 0];
    } catch (error) {
      isOver = true;
      failure = { error };
    } finally {
      pullEnded();
    }
  };

  const leave = async (): Promise<void> => {
    isLeft = true;
    if (pulls > 0) interrupt();
    batch = [];
    isOver = true;
    try {
      await source.return(undefined);
    } finally {
      left();
    }
  };

  return {
    async fill() {
      await pullInTurn(false);
    },
    settle() {
      // Whoever pulls sees it end.
      if (isOver || isLeft || pulls > 0) return;
      pulls += 1;
      pulling = end();
    },
    next: () => (at < batch.length ? Promise.resolve(take()) : pullInTurn(true)),
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
