import type { ChatRequest } from "@qwire/protocol";
import type { CallControl, Timeouts } from "../request/call-control.ts";
import { createCallControl } from "../request/call-control.ts";
import type { Connection } from "../request/connection.ts";
import type { CallWatch, Observe } from "./call-watch.ts";
import type { Limiter } from "./limiter.ts";
import type { Middleware } from "./middleware.ts";
import { backoff } from "../request/retry.ts";
import type { RetryPolicy } from "../request/retry.ts";

/**
 * Sees a request before it is sent and gives back the one to send. It is asked once for each request of the caller's and of
 * the retry policy's: for every step of a run, not for every attempt.
 *
 * @throws ChatError to fail the call instead.
 */
export type Preflight = (request: ChatRequest) => ChatRequest;

/** Something that was sent otherwise than it was asked for. */
export type CallWarning = {
  /** The rule of the protocol or the row of the error table behind it. */
  code: string;
  model: string;
  sentence: string;
};

/** How one call behaves. Never on the wire. */
export type CallOptions = {
  /** Gives the call up; the error is `aborted` with the signal's reason as its cause. */
  signal?: AbortSignal;
  timeouts?: Timeouts;
  /** Decides after a failed attempt; `false` never tries again. Default `backoff()`. Never asked after delivery. */
  retry?: RetryPolicy | false;
  /** Checks each request before it is sent: `preflight("throw")` of `@qwire/core/preflight`. Default `false`: none. */
  preflight?: Preflight | false;
  /**
   * Told when a request is sent otherwise than it was asked for: changed after the service refused it, or a forced tool choice
   * while the model thinks. Default: nobody is.
   */
  onWarning?: (warning: CallWarning) => void;
  /** Makes each attempt wait until it may be sent: `createLimiter()` of `@qwire/core/limiter`. Default: none. */
  limiter?: Limiter | false;
  /** Stands around the events of every reply, the first one outermost. Default: none. */
  middleware?: readonly Middleware[];
  /** Sees what becomes of the call: `observer(listener)` of `@qwire/core/observe`. Default: nobody does. */
  observe?: Observe | false;
  /**
   * `false` for servers that refuse `stream` beside `tools`, or a function that says so by model: such requests are sent
   * without `stream`, and the reply is told as a stream. Default `true`.
   */
  streamTools?: boolean | ((model: string) => boolean);
  limits?: {
    /** Most characters of one event of a stream. Default 64 Mi. */
    maxEventBytes?: number;
    /** Most bytes of a reply that is not streamed. Default 256 MiB. */
    maxReplyBytes?: number;
    /**
     * Most characters of the answer, and of the thinking, kept beside a loop over `chunks()`, `text()` or `reasoning()`
     * for `completion()` and for the partial of an error. Default 8 Mi. A loop over events keeps everything.
     */
    maxKeptText?: number;
  };
};

/** One chat, with every choice made. */
export type ChatCall = {
  connection: Connection;
  request: ChatRequest;
  control: CallControl;
  retry: RetryPolicy;
  preflight: Preflight;
  onWarning: (warning: CallWarning) => void;
  limiter: Limiter | null;
  middleware: readonly Middleware[];
  watch: CallWatch | null;
  streamTools: boolean | ((model: string) => boolean);
  timeouts: Required<Timeouts>;
  limits: { maxEventBytes: number; maxReplyBytes: number; maxKeptText: number };
};

const mebibyte = 1024 * 1024;

/** Fills in the defaults and starts the call's clock. The caller disposes the control. */
export function createChatCall(
  connection: Connection,
  request: ChatRequest,
  options: CallOptions & { kind?: "chat" | "run" },
): ChatCall {
  const { signal, timeouts = {}, retry = backoff(), preflight = false, streamTools = true, limits = {} } = options;
  const { onWarning = () => undefined, observe = false, kind = "chat", middleware = [], limiter = false } = options;
  const {
    headersMs = 330_000,
    firstEventMs = 300_000,
    idleMs = 240_000,
    totalMs = Number.POSITIVE_INFINITY,
    commentsAsProgress = false,
  } = timeouts;
  const { maxEventBytes = 64 * mebibyte, maxReplyBytes = 256 * mebibyte, maxKeptText = 8 * mebibyte } = limits;
  return {
    connection,
    request,
    control: createCallControl({ ...(signal ? { signal } : {}), totalMs, clock: connection.clock }),
    retry: retry === false ? () => null : retry,
    preflight: preflight === false ? (given) => given : preflight,
    onWarning,
    limiter: limiter === false ? null : limiter,
    middleware,
    watch: observe === false ? null : observe(kind, connection),
    streamTools,
    timeouts: { headersMs, firstEventMs, idleMs, totalMs, commentsAsProgress },
    limits: { maxEventBytes, maxReplyBytes, maxKeptText },
  };
}
