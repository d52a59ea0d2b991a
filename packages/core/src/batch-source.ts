/**
 * What becomes of what is pulled. Plain calls on the way through the layers, and one promise for all of them: a promise
 * per layer costs more than reading a chunk.
 */
export type Receiver<T, R> = {
  /** `undefined`: nothing to tell yet, so the next one is pulled. What it throws goes to `fail`. */
  take(item: T): R | undefined;
  end(): R;
  /** Gives back, or throws, what the one who waits is told. */
  fail(error: unknown): R;
};

/** Who is told before anybody has pulled: never asked. */
export const nobody: Receiver<unknown, unknown> = { take: () => undefined, end: () => null, fail: () => null };

/** Items that come by the armful. Asked for one batch at a time: the next only after the last one has come. */
export type BatchSource<T> = {
  /** Waits for the next batch, the end or a failure, and gives what the receiver makes of it. */
  pull<R>(receiver: Receiver<readonly T[], R>): Promise<R>;
  /** Whether all has been told, so that another pull would bring only the end; a source that cannot know does not say. */
  hasEnded?(): boolean;
  /** Leaves before the end, or after it: then it does nothing. */
  leave(): void | Promise<void>;
};
