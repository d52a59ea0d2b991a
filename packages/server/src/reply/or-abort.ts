/** What is promised, or `null` as soon as the signal fires, whatever the promise is waiting for. */
export async function orAbort<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value | null> {
  let leave = (): void => {};
  const aborted = new Promise<null>((resolve) => {
    leave = () => resolve(null);
    signal.addEventListener("abort", leave);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", leave);
    // An engine that fails after the client has left fails alone.
    promise.catch(() => {});
  }
}
