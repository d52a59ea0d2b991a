/**
 * The same pieces, with a way out: leaving fires `leave` first, because a generator that waits for something does not
 * hear `return`.
 */
export function leavable<Piece>(pieces: AsyncIterable<Piece>, leave: () => void): AsyncIterableIterator<Piece, void> {
  const iterator = pieces[Symbol.asyncIterator]();
  return {
    next: () => iterator.next(),
    async return() {
      leave();
      await iterator.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Leaves a body nobody will read. */
export async function leaveBody(body: string | AsyncIterable<unknown>): Promise<void> {
  if (typeof body !== "string") await body[Symbol.asyncIterator]().return?.();
}
