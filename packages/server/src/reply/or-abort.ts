import { onAbort } from "../emulator/on-abort.ts";

/** What is promised, or `null` as soon as the signal fires, whatever the promise is waiting for. */
export function orAbort<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value | null> {
  return new Promise((resolve, reject) => {
    const leave = onAbort(signal, () => resolve(null));
    // An engine that fails after the client has left fails alone: the promise above is settled then.
    promise.then(
      (value) => {
        leave();
        resolve(value);
      },
      (error: unknown) => {
        leave();
        reject(error);
      },
    );
  });
}
