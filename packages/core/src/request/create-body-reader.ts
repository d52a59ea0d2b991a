import type { ErrorCode } from "@qwire/protocol";
import { ChatError } from "../chat-error.ts";
import type { Clock } from "../wait.ts";
import type { CallControl } from "./call-control.ts";
import type { Receiver } from "../batch-source.ts";

/** Pulls the pieces of one body, one at a time. */
export type BodyReader = {
  /**
   * Sets how long may be waited from now on, in milliseconds, and under which name the call fails when that is over. The
   * clock runs while a piece is waited for; set it anew when somebody else had the floor in between.
   */
  allow(timeout: ErrorCode, ms: number): void;
  /**
   * Pulls pieces until the receiver makes something of one. It is told what the body throws as a failure, and the
   * control's reason when the call is given up or its time is over. After the end there is nothing to pull.
   */
  pull<R>(receiver: Receiver<Uint8Array, R>): Promise<R>;
  /** Closes the body and takes the timer and the listener back. Never throws, and need not be waited for. */
  close(): Promise<void>;
  /** Lets the body come to its own end, which keeps its connection for the next call; closes it when it does not. */
  closeGently(): Promise<void>;
};

/** How long a body may take to close after its end mark. */
const closingMs = 1000;

/**
 * Larger pieces are handed on in parts of so many bytes, so that what is made of one (some 250 chunks) is read and let go
 * before the next.
 */
const maxPartBytes = 64 * 1024;
const nothing = new Uint8Array();

type Waiting = { receiver: Receiver<Uint8Array, unknown>; resolve(made: unknown): void; reject(error: unknown): void };

/**
 * Starts a reader. Waiting happens once per piece of the network, so it is kept cheap: one listener and one timer for
 * the whole body instead of a pair for each wait.
 */
export function createBodyReader(
  body: AsyncIterable<Uint8Array>,
  { control, clock }: { control: CallControl; clock: Clock },
): BodyReader {
  const pieces = body[Symbol.asyncIterator]();
  let waiting: Waiting | null = null;
  let rest: Uint8Array = nothing;
  let timeout: ErrorCode = "idle_timeout";
  let deadline = Number.POSITIVE_INFINITY;
  // The timer that is running fires here; it may be early, never late.
  let firesAt = Number.POSITIVE_INFINITY;
  let cancelTimer = (): void => undefined;

  const stopListening = control.onGivenUp((reason) => fail(reason));

  const startTimer = (now: number): void => {
    cancelTimer();
    firesAt = deadline;
    cancelTimer = clock.after(deadline - now, onTimer);
  };
  const onTimer = (): void => {
    firesAt = Number.POSITIVE_INFINITY;
    // While the reader of the stream is busy nothing is waited for, and its time does not count.
    if (waiting === null || deadline === Number.POSITIVE_INFINITY) return;
    const now = clock.now();
    if (now < deadline) startTimer(now);
    else control.abort(new ChatError(timeout));
  };
  const ask = (): void => {
    if (firesAt === Number.POSITIVE_INFINITY && deadline !== firesAt) startTimer(clock.now());
    pieces.next().then(onPiece, onFailure);
  };
  const give = (made: unknown): void => {
    waiting?.resolve(made);
    waiting = null;
  };
  /** Hands on what is there, part by part, until something is made of it; else asks for more. */
  const handOn = (): void => {
    try {
      while (waiting !== null && rest.length > 0) {
        const part = rest.length > maxPartBytes ? rest.subarray(0, maxPartBytes) : rest;
        rest = part === rest ? nothing : rest.subarray(maxPartBytes);
        const made = waiting.receiver.take(part);
        if (made !== undefined) return give(made);
      }
      if (waiting !== null) ask();
    } catch (error) {
      fail(error);
    }
  };
  // Made once: a wait costs its promise and no closures of its own.
  const onPiece = (step: IteratorResult<Uint8Array>): void => {
    if (waiting === null) return;
    if (step.done !== true) {
      rest = step.value;
      return handOn();
    }
    try {
      give(waiting.receiver.end());
    } catch (error) {
      fail(error);
    }
  };
  const onFailure = (error: unknown): void => fail(control.givenUp() ?? error);
  const fail = (error: unknown): void => {
    if (waiting === null) return;
    const { receiver, resolve, reject } = waiting;
    waiting = null;
    try {
      resolve(receiver.fail(error));
    } catch (told) {
      reject(told);
    }
  };
  const release = (): void => {
    cancelTimer();
    stopListening();
  };
  const close = async (): Promise<void> => {
    release();
    try {
      await pieces.return?.();
    } catch {
      // It is closed either way; the reason was told to the reader.
    }
  };

  return {
    allow(name, ms) {
      timeout = name;
      if (!Number.isFinite(ms)) deadline = Number.POSITIVE_INFINITY;
      else {
        const now = clock.now();
        deadline = now + ms;
        if (deadline < firesAt) startTimer(now);
      }
    },
    pull: (receiver) =>
      new Promise((resolve, reject) => {
        waiting = { receiver, resolve, reject };
        const reason = control.givenUp();
        if (reason === null) handOn();
        else fail(reason);
      }),
    close,
    async closeGently() {
      release();
      const cancel = clock.after(closingMs, () => void close());
      try {
        const step = await pieces.next();
        if (step.done !== true) await close();
      } catch {
        // Broken after its end mark: nothing of the reply is missing.
      } finally {
        cancel();
      }
    },
  };
}
