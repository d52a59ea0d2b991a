import { onAbort } from "../emulator/on-abort.ts";

/**
 * Makes pieces one after another, each when it is asked for. Sources stand on sources: one that gets a promise from below
 * hands it up as it is. So whatever needs no waiting costs a few plain calls, and who waits, waits once.
 */
export type Source<Piece> = {
  /** The next piece; `null` after the last one; or a promise: ask again when it has come true. It never fails. */
  next(): Piece | null | Promise<void>;
  /** Stops what makes the pieces. Does no harm after the end. */
  leave(): void;
};

/**
 * The next piece of a source, a promise only where it has to be waited for. `null`: there is none, or the signal has
 * fired, and the source is left.
 */
export function pull<Piece>(source: Source<Piece>, signal: AbortSignal): Piece | null | Promise<Piece | null> {
  const next = source.next();
  return next instanceof Promise ? waitFor(next, source, signal) : next;
}

function waitFor<Piece>(promise: Promise<void>, source: Source<Piece>, signal: AbortSignal): Promise<Piece | null> {
  return new Promise((resolve, reject) => {
    const leave = onAbort(signal, () => {
      source.leave();
      resolve(null);
    });
    const askAgain = (): void => {
      try {
        const next = source.next();
        if (next instanceof Promise) void next.then(askAgain);
        else {
          leave();
          resolve(next);
        }
      } catch (error) {
        leave();
        reject(error);
      }
    };
    void promise.then(askAgain);
  });
}
