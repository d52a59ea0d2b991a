import type { BatchSource, Receiver } from "../batch-source.ts";

/** An iterator over the items of batches, which can be made to wait for its first item. */
export type ItemReader<T> = AsyncGenerator<T, undefined> & {
  /** Waits until an item is there, or the end, without taking it. */
  fill(): Promise<void>;
  /** Reads to the end and keeps nothing: no item is handed out by itself. */
  drain(): Promise<void>;
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

type Step<T> = IteratorResult<T, undefined>;

/**
 * Hands out the items of batches one by one. An item that is already there costs a resolved promise and nothing else:
 * only the step from one batch to the next waits for the source.
 */
export function flattenBatches<T>(source: BatchSource<T>, { interrupt, left }: Leaving): ItemReader<T> {
  let batch: readonly T[] = [];
  let at = 0;
  let pulls = 0;
  let pulling: Promise<unknown> | null = null;
  let isOver = false;
  let isLeft = false;
  let failure: { error: unknown } | null = null;

  const take = (): Step<T> => {
    // A boundary: only `at` tells whether there is an item, since an item may be `undefined` itself.
    const value = batch[at] as T;
    at += 1;
    return { done: false, value };
  };
  const pullEnded = (): void => {
    pulls -= 1;
    if (pulls === 0) pulling = null;
  };
  const sourceEnded = (): void => {
    pullEnded();
    isOver = true;
  };
  /** What a pull that has ended gives: an item, or the end, and for one who only waits nothing. */
  const toStep = (isTaking: boolean): Step<T> =>
    isTaking && at < batch.length ? take() : { done: true, value: undefined };

  const receiver = (isTaking: boolean): Receiver<readonly T[], Step<T>> => ({
    take(next) {
      if (next.length === 0) return undefined;
      pullEnded();
      if (!isLeft) [batch, at] = [next, 0];
      return toStep(isTaking);
    },
    end() {
      sourceEnded();
      return toStep(isTaking);
    },
    fail(error) {
      sourceEnded();
      // Whoever has left asked for this failure.
      if (isLeft) return toStep(isTaking);
      throw error;
    },
  });
  // Made once: pulling an item is on the way of every piece of the network.
  const [taking, filling] = [receiver(true), receiver(false)];
  /** Lets everything pass up to the end. */
  const draining: Receiver<readonly T[], Step<T>> = { ...filling, take: () => undefined };

  /** For whoever finds, when it is its turn, that nothing is left to pull. */
  const settled = async (isTaking: boolean): Promise<Step<T>> => {
    pullEnded();
    if (at >= batch.length && failure !== null) {
      const { error } = failure;
      failure = null;
      throw error;
    }
    return toStep(isTaking);
  };
  const pull = (to: typeof taking): Promise<Step<T>> =>
    at < batch.length || isOver ? settled(to === taking) : source.pull(to);

  const behind = (earlier: Promise<unknown>, pullLater: () => Promise<Step<T>>): Promise<Step<T>> =>
    earlier.then(pullLater, pullLater);

  /** Two callers at once wait for each other: the source is asked for one step at a time. */
  const pullInTurn = (to: typeof taking): Promise<Step<T>> => {
    pulls += 1;
    const pulled = pulling === null ? pull(to) : behind(pulling, () => pull(to));
    // It may have ended at once.
    if (pulls > 0) pulling = pulled;
    return pulled;
  };

  /** Keeps what comes behind what is there already. */
  const ending: Receiver<readonly T[], null> = {
    take(next) {
      pullEnded();
      [batch, at] = [[...batch.slice(at), ...next], 0];
      return null;
    },
    end() {
      sourceEnded();
      return null;
    },
    fail(error) {
      sourceEnded();
      failure = { error };
      return null;
    },
  };

  const leave = async (): Promise<void> => {
    isLeft = true;
    if (pulls > 0) interrupt();
    batch = [];
    isOver = true;
    try {
      await source.leave();
    } finally {
      left();
    }
  };

  return {
    async fill() {
      await pullInTurn(filling);
    },
    async drain() {
      // Items that are there, or come with a pull that is under way, are let go first.
      do {
        batch = [];
        await pullInTurn(draining);
      } while (!isOver);
    },
    settle() {
      // Whoever pulls sees it end.
      if (isOver || isLeft || pulls > 0) return;
      pulls += 1;
      pulling = source.pull(ending);
    },
    next: () => (at < batch.length ? Promise.resolve(take()) : pullInTurn(taking)),
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
