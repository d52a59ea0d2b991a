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

/** The pieces of a source, to be read once: by a loop, or from the source itself, which needs no promise for each piece. */
export type Pieces<Piece> = AsyncIterable<Piece, void> & { readonly source: Source<Piece> };

/** How pieces are left before their end. */
export type Leaving = {
  /** Fires when nobody wants them any more. */
  signal: AbortSignal;
  /** Fires it. */
  leave(): void;
  /** Whether they are to be left as soon as it fires. Otherwise whoever serves them does that, which costs a crowd less. */
  isFollowed: boolean;
};

/** All pieces of a source, which is left when the signal fires, whether anybody reads or not. */
export function piecesOf<Piece>(source: Source<Piece>, { signal, leave, isFollowed }: Leaving): Pieces<Piece> {
  const all = isFollowed ? following(source, signal) : source;
  const read = (): AsyncIterableIterator<Piece, void> => {
    const leaveAll = (): void => {
      leave();
      all.leave();
    };
    return iterate({ next: all.next, leave: leaveAll }, signal);
  };
  return { source: all, [Symbol.asyncIterator]: read };
}

/** The same source, left as soon as the signal fires. */
function following<Piece>(source: Source<Piece>, signal: AbortSignal): Source<Piece> {
  const end = (): void => {
    signal.removeEventListener("abort", end);
    source.leave();
  };
  signal.addEventListener("abort", end);
  return {
    next(wake) {
      const piece = signal.aborted ? null : source.next(wake);
      if (piece === null) end();
      return piece;
    },
    leave: end,
  };
}

function iterate<Piece>(source: Source<Piece>, signal: AbortSignal): AsyncIterableIterator<Piece, void> {
  return {
    async next() {
      const piece = await pull(source, signal);
      return piece === null ? { done: true, value: undefined } : { done: false, value: piece };
    },
    async return() {
      source.leave();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
