import { ChatError, isChatError } from "../chat-error.ts";
import type { Clock } from "../wait.ts";

/** Longest waits, in milliseconds. `Infinity` waits for ever. */
export type Timeouts = {
  /** From sending to the reply's headers. Default 330,000: the service itself gives up a plain call after 300 s. */
  headersMs?: number;
  /** From the headers to the first event. Default 300,000: thinking models may be silent for long. */
  firstEventMs?: number;
  /** Between two events. Only time spent waiting for the server counts. Default 240,000. */
  idleMs?: number;
  /** The whole call, retries and tools included. Default: none. */
  totalMs?: number;
  /** Whether comments (keep-alives) and half events count as life, so that `firstEventMs` and `idleMs` begin anew. Default `false`. */
  commentsAsProgress?: boolean;
};

/** The names of the waits, as their errors have them. */
type TimeoutCode = "headers_timeout" | "first_event_timeout" | "idle_timeout" | "total_timeout";

/** One call's way to be given up: by the caller, by a clock, or by us when the reader has left. */
export type CallControl = {
  /** Fires with a ChatError as its reason: a timeout, or `aborted` with the caller's reason as cause. */
  readonly signal: AbortSignal;
  /** Listens to the caller and starts the clock; before that nothing is held and nothing runs. */
  begin(): void;
  /** Gives up, and holds nothing any more. The reason becomes the error of the call. */
  abort(reason: ChatError): void;
  /** Fails the call if this wait outlasts the limit; the wait's own result otherwise. */
  limit<T>(code: TimeoutCode, ms: number, waiting: Promise<T>): Promise<T>;
  /** The wait's own result, unless the call is given up before. */
  orAbort<T>(waiting: T | Promise<T>): Promise<T>;
  /** The control of a part of the call, which can fail by itself and is given up with the whole. */
  part(): CallControl;
  /** The same control lent to a part of the call, which neither begins nor ends it. */
  lent(): CallControl;
  /** Takes every timer and listener back. */
  dispose(): void;
};

/** Makes the control of one call. */
export function createCallControl(options: { signal?: AbortSignal; totalMs: number; clock: Clock }): CallControl {
  return createControl({ ...options, toReason: (cause) => new ChatError("aborted", { cause }) });
}

function createControl(options: {
  signal?: AbortSignal;
  totalMs: number;
  clock: Clock;
  toReason: (reason: unknown) => ChatError;
}): CallControl {
  const { signal: outer, totalMs, clock, toReason } = options;
  const controller = new AbortController();
  const { signal } = controller;
  let cancelTotal = (): void => undefined;

  const dispose = (): void => {
    cancelTotal();
    outer?.removeEventListener("abort", onOuterAbort);
  };
  const abort = (reason: ChatError): void => {
    dispose();
    controller.abort(reason);
  };
  const onOuterAbort = (): void => abort(toReason(outer?.reason));
  const limit: CallControl["limit"] = (code, ms, waiting) =>
    new Promise((resolve, reject) => {
      const giveUp = (): void => {
        release();
        reject(signal.reason);
      };
      const cancel = startTimer(clock, ms, () => abort(new ChatError(code)));
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
    });

  const control: CallControl = {
    signal,
    begin() {
      if (signal.aborted) return;
      if (outer?.aborted === true) return onOuterAbort();
      outer?.addEventListener("abort", onOuterAbort, { once: true });
      cancelTotal = startTimer(clock, totalMs, () => abort(new ChatError("total_timeout")));
    },
    abort,
    limit,
    orAbort: (waiting) => limit("total_timeout", Number.POSITIVE_INFINITY, Promise.resolve(waiting)),
    part: () => createControl({ signal, totalMs: Number.POSITIVE_INFINITY, clock, toReason: asItIs }),
    lent: () => ({ ...control, begin: nothing, dispose: nothing }),
    dispose,
  };
  return control;
}

const nothing = (): void => undefined;

/** Our own signals fire with a ChatError already. */
function asItIs(reason: unknown): ChatError {
  return isChatError(reason) ? reason : new ChatError("aborted", { cause: reason });
}

function startTimer(clock: Clock, ms: number, task: () => void): () => void {
  return Number.isFinite(ms) ? clock.after(ms, task) : () => undefined;
}
