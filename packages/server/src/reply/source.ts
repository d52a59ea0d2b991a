import { onAbort } from "../emulator/on-abort.ts";

/**
 * Makes pieces one after another, each when it is asked for. Sources stand on sources: one that is told to wait from below
 * says so upwards. So whatever needs no waiting costs a few plain calls, and who waits, waits once.
 */
export type Source<Piece> = {
  /** The next piece; `null` after the last one; or `waiting`: ask again when `wake` has been called, which is never at once. */
  next(wake: () => void): Piece | null | typeof waiting;
  /** Stops what makes the pieces. Does no harm after the end. */
  leave(): void;
};

export const waiting: unique symbol = Symbol("waiting");

/**
 * The next piece of a source, a promise only where it has to be waited for. `null`: there is none, or the signal has
 * fired, and the source is left.
 */
export function pull<Piece>(source: Source<Piece>, signal: AbortSignal): Piece | null | Promise<Piece | null> {
  if (signal.aborted) {
    source.leave();
    return null;
  }
  let wake = (): void => {};
  const next = source.next(() => wake());
  if (next !== waiting) return next;
  return new Promise((resolve, reject) => {
    const stopListening = onAbort(signal, () => {
      source.leave();
      resolve(null);
    });
    wake = () => {
      try {
        const woken = source.next(wake);
        if (woken === waiting) return;
        resolve(woken);
      } catch (error) {
        reject(error);
      }
      stopListening();
    };
  });
}

/** All pieces of a source, which is left when the signal fires, whether anybody reads or not. @param leave fires the signal */
export function iterate<Piece>(
  source: Source<Piece>,
  signal: AbortSignal,
  leave: () => void,
): AsyncIterableIterator<Piece, void> {
  const stopListening = onAbort(signal, () => source.leave());
  const end = (): IteratorReturnResult<void> => {
    stopListening();
    source.leave();
    return { done: true, value: undefined };
  };
  return {
    async next() {
      const piece = await pull(source, signal);
      return piece === null ? end() : { done: false, value: piece };
    },
    async return() {
      leave();
      return end();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
