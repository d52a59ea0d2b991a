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

/** All pieces of a source. Ends, also while it waits, when the signal fires. @param leave fires the signal */
export function iterate<Piece>(
  source: Source<Piece>,
  signal: AbortSignal,
  leave: () => void,
): AsyncIterableIterator<Piece, void> {
  type Result = IteratorResult<Piece, void>;
  let give = (_result: Result): void => {};
  let refuse = (_error: unknown): void => {};
  const end = (): void => {
    signal.removeEventListener("abort", end);
    source.leave();
    give({ done: true, value: undefined });
  };
  signal.addEventListener("abort", end);
  const step = (): void => {
    if (signal.aborted) return end();
    try {
      const next = source.next(step);
      if (next === null) end();
      else if (next !== waiting) give({ done: false, value: next });
    } catch (error) {
      signal.removeEventListener("abort", end);
      refuse(error);
    }
  };
  return {
    next() {
      return new Promise((resolve, reject) => {
        [give, refuse] = [resolve, reject];
        step();
      });
    },
    async return() {
      leave();
      end();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
