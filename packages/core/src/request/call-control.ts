import { ChatError } from "../chat-error.ts";
import { shareTimer } from "../share-timer.ts";
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
export type CallControl = GivenUp & {
  /** Fires when the call is given up, with its reason. Made when it is first asked for: only who runs others' code needs one. */
  signal(): AbortSignal;
  /** For the waits of this call. */
  readonly clock: Clock;
  /** Listens to the caller and starts the clock; before that nothing is held and nothing runs. */
  begin(): void;
  /** Gives up, and holds nothing any more. The reason becomes the error of the call. */
  abort(reason: ChatError): void;
  /** @throws ChatError the reason, where the call was given up. */
  throwIfGivenUp(): void;
  /** Fails the call if this wait outlasts the limit; the wait's own result otherwise. */
  limit<T>(code: TimeoutCode, ms: number, task: () => Promise<T>): Promise<T>;
  /** The wait's own result, unless the call is given up before. */
  orAbort<T>(waiting: T | Promise<T>): Promise<T>;
  /** The control of a part of the call, which can fail by itself and is given up with the whole. */
  part(): CallControl;
  /** The same control lent to a part of the call, which neither begins nor ends it. */
  lent(): CallControl;
  /** Takes every timer and listener back. */
  dispose(): void;
};

/** Something that may be given up. Plain calls instead of an AbortSignal's events, since every wait of a call listens. */
type GivenUp = {
  /** Why: a timeout, or `aborted` with the caller's reason as cause. `null`: it goes on. */
  givenUp(): ChatError | null;
  /** Told once; the returned function takes it back. */
  onGivenUp(listener: (reason: ChatError) => void): () => void;
};

/** Makes the control of one call. */
export function createCallControl(options: { signal?: AbortSignal; totalMs: number; clock: Clock }): CallControl {
  const clock = shareTimer(options.clock);
  return createControl({ above: byCaller(options.signal), totalMs: options.totalMs, clock, ended: clock.release });
}

function byCaller(signal: AbortSignal | undefined): GivenUp {
  const reason = (): ChatError => new ChatError("aborted", { cause: signal?.reason });
  return {
    givenUp: () => (signal?.aborted === true ? reason() : null),
    onGivenUp(listener) {
      const onAbort = (): void => listener(reason());
      signal?.addEventListener("abort", onAbort, { once: true });
      return () => signal?.removeEventListener("abort", onAbort);
    },
  };
}

function createControl(options: { above: GivenUp; totalMs: number; clock: Clock; ended(): void }): CallControl {
  const { above, totalMs, clock, ended } = options;
  const listeners = new Set<(reason: ChatError) => void>();
  let controller: AbortController | null = null;
  let reason: ChatError | null = null;
  let cancelTotal = nothing;
  let stopListening = nothing;

  const begin = (): void => {
    if (reason !== null) return;
    const gone = above.givenUp();
    if (gone !== null) return abort(gone);
    stopListening = above.onGivenUp(abort);
    cancelTotal = startTimer(clock, totalMs, () => abort(new ChatError("total_timeout")));
  };
  const dispose = (): void => {
    cancelTotal();
    stopListening();
    ended();
  };
  const abort = (given: ChatError): void => {
    dispose();
    if (reason !== null) return;
    reason = given;
    controller?.abort(given);
    for (const listener of listeners) listener(given);
    listeners.clear();
  };
  const onGivenUp: GivenUp["onGivenUp"] = (listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const limit = <T>(code: TimeoutCode, ms: number, task: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const giveUp = (given: ChatError): void => {
        release();
        reject(given);
      };
      const cancel = startTimer(clock, ms, () => abort(new ChatError(code)));
      const release = (): void => {
        cancel();
        listeners.delete(giveUp);
      };
      if (reason === null) listeners.add(giveUp);
      else giveUp(reason);
      const ended = (value: T): void => {
        release();
        resolve(value);
      };
      const failed = (error: unknown): void => {
        release();
        reject(reason ?? error);
      };
      try {
        task().then(ended, failed);
      } catch (error) {
        failed(error);
      }
    });
  const signal = (): AbortSignal => {
    if (controller === null) {
      controller = new AbortController();
      if (reason !== null) controller.abort(reason);
    }
    return controller.signal;
  };
  const givenUp = (): ChatError | null => reason;
  const throwIfGivenUp = (): void => {
    if (reason !== null) throw reason;
  };
  const orAbort: CallControl["orAbort"] = (waiting) => limit("total_timeout", endless, () => Promise.resolve(waiting));
  const part = (): CallControl =>
    createControl({ above: { givenUp, onGivenUp }, totalMs: endless, clock, ended: nothing });
  let sameForAll: CallControl | null = null;
  const lent = (): CallControl => (sameForAll ??= control({ begin: nothing, dispose: nothing }));
  const control = (ends: Pick<CallControl, "begin" | "dispose">): CallControl => ({
    signal,
    clock,
    begin: ends.begin,
    dispose: ends.dispose,
    abort,
    givenUp,
    throwIfGivenUp,
    onGivenUp,
    limit,
    orAbort,
    part,
    lent,
  });
  return control({ begin, dispose });
}

const endless = Number.POSITIVE_INFINITY;
const nothing = (): void => undefined;

function startTimer(clock: Clock, ms: number, task: () => void): () => void {
  return Number.isFinite(ms) ? clock.after(ms, task) : nothing;
}
