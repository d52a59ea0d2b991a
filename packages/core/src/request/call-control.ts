import { ChatError, isChatError } from "../chat-error.ts";
import type { Clock } from "../wait.ts";

/** Longest waits, in milliseconds. `Infinity` waits for ever. */
export type Timeouts = {
  /** From sending to the reply's headers. Default 330,000: the service itself gives up a plain call after 300 s. */
  headersMs?: number;
  /** From the headers to the first event. Default 300,000: thinking models may be silent for long. */
  firstEventMs?: number;
  /** Between two events. Only time spent waiting for the server counts; comments do not. Default 240,000. */
  idleMs?: number;
  /** The whole call, retries and tools included. Default: none. */
  totalMs?: number;
};

/** The names of the waits, as their errors have them. */
type TimeoutCode = "headers_timeout" | "first_event_timeout" | "idle_timeout" | "total_timeout";

/** One call's way to be given up: by the caller, by a clock, or by us when the reader has left. */
export type CallControl = {
  /** Fires with a ChatError as its reason: a timeout, or `aborted` with the caller's reason as cause. */
  readonly signal: AbortSignal;
  /** Listens to the caller and starts the clock; before that nothing is held and nothing runs. */
  begin(): void;
  /** Gives up. The reason becomes the error of the call. */
  abort(reason: ChatError): void;
  /** Fails the call if this wait outlasts the limit; the wait's own result otherwise. */
  limit<T>(code: TimeoutCode, ms: number, waiting: Promise<T>): Promise<T>;
  /** Takes every timer and listener back. */
  dispose(): void;
};

/** Makes the control of one call, or of one attempt inside it (`signal` is then the call's). */
export function createCallControl(options: { signal?: AbortSignal; totalMs: number; clock: Clock }): CallControl {
  const { signal: caller, totalMs, clock } = options;
  const controller = new AbortController();
  const { signal } = controller;
  let cancelTotal = (): void => undefined;
  const onCallerAbort = (): void => {
    const reason = caller?.reason;
    controller.abort(isChatError(reason) ? reason : new ChatError("aborted", { cause: reason }));
  };

  return {
    signal,
    begin() {
      if (caller?.aborted === true) return onCallerAbort();
      caller?.addEventListener("abort", onCallerAbort, { once: true });
      cancelTotal = startTimer(clock, totalMs, () => controller.abort(new ChatError("total_timeout")));
    },
    abort: (reason) => controller.abort(reason),
    limit: (code, ms, waiting) =>
      new Promise((resolve, reject) => {
        const giveUp = (): void => {
          release();
          reject(signal.reason);
        };
        const cancel = startTimer(clock, ms, () => controller.abort(new ChatError(code)));
        const release = (): void => {
          cancel();
          signal.removeEventListener("abort", giveUp);
        };
        waiting.then(
          (value) => {
            release();
            resolve(value);
          },
          (error: unknown) => {
            release();
            reject(signal.aborted ? signal.reason : error);
          },
        );
        if (signal.aborted) return giveUp();
        signal.addEventListener("abort", giveUp, { once: true });
      }),
    dispose() {
      cancelTotal();
      caller?.removeEventListener("abort", onCallerAbort);
    },
  };
}

function startTimer(clock: Clock, ms: number, task: () => void): () => void {
  return Number.isFinite(ms) ? clock.after(ms, task) : () => undefined;
}
