/** The iterator's next result, or `null` as soon as the signal fires, whatever the iterator is waiting for. */
export async function nextOrAbort<T>(
  iterator: AsyncIterator<T>,
  signal: AbortSignal,
): Promise<IteratorResult<T> | null> {
  if (signal.aborted) return null;
  const next = iterator.next();
  let leave = (): void => {};
  const aborted = new Promise<null>((resolve) => {
    leave = () => resolve(null);
    signal.addEventListener("abort", leave);
  });
  try {
    return await Promise.race([next, aborted]);
  } finally {
    signal.removeEventListener("abort", leave);
    // An engine that fails after the client has left fails alone.
    next.catch(() => {});
  }
}
