import { errorCodes } from "@qwire/protocol/client";
import type { ChatCompletion, ChatMessage, ErrorCode, RequestIssue, Usage } from "@qwire/protocol";
import type { ConnectionReason } from "./connection-reason.ts";
import type { ArgumentIssue } from "./tools/tell-issue.ts";

/** What a run had done when it ended early. */
export type RunSoFar = {
  /** The whole conversation, to go on with: every finished reply, one tool message per call, finished or given up. */
  messages: ChatMessage[];
  /** Every finished reply, in order. */
  steps: ChatCompletion[];
  /** Tokens of the finished replies together; `null` when the service told none. */
  usage: Usage | null;
};

/** What is known of a failure beside its code. */
export type ChatErrorDetails = {
  /** What happened, to what. Never prompt text, never a key. Default: the table's summary. */
  message?: string;
  /** HTTP status, where the service answered. */
  status?: number | null;
  requestId?: string | null;
  /** What had arrived of the reply. */
  partial?: ChatCompletion | null;
  /** What the run had done before this reply. */
  run?: RunSoFar | null;
  /** Milliseconds the server asks to wait (`Retry-After`). */
  retryAfterMs?: number | null;
  /** What a preflight found wrong with the request. */
  issues?: readonly RequestIssue[];
  /** What a schema found wrong with the model's answer. */
  outputIssues?: readonly ArgumentIssue[];
  /** Why the connection failed or broke. */
  reason?: ConnectionReason | null;
  /** The error underneath; `signal.reason` for an abort. */
  cause?: unknown;
};

/**
 * The one error that leaves this package once a call has begun. `code` says which row of the protocol's `errorCodes`
 * it is; a programmer's mistake is a plain TypeError instead.
 */
export class ChatError extends Error {
  override readonly name = "ChatError";
  readonly code: ErrorCode;
  /** HTTP status; `null` when no reply was had. */
  readonly status: number | null;
  /** The service's id of the request, for its support. */
  readonly requestId: string | null;
  /** Whether the same request may succeed a little later. */
  readonly retryable: boolean;
  /** What to do about it. */
  readonly remedy: string;
  /** Shortest sensible wait before a retry, in milliseconds. */
  readonly minWaitMs: number;
  /** What had arrived when it broke; `null` when nothing had. Its tool calls must not be run. */
  readonly partial: ChatCompletion | null;
  /** What a `run()` had finished before it broke; `null` outside runs. It holds the messages: not for logs. */
  declare readonly run: RunSoFar | null;
  /** Milliseconds the server asks to wait; `null` when it does not say. */
  readonly retryAfterMs: number | null;
  /** What a preflight found wrong with the request, which was then not sent; else empty. */
  readonly issues: readonly RequestIssue[];
  /** Of `output_invalid`: what the schema found, and what stood there instead; else empty. Not for logs. */
  declare readonly outputIssues: readonly ArgumentIssue[];
  /** Of `connection_failed` and `stream_cut`: why, where the runtime tells; else `null`. */
  readonly reason: ConnectionReason | null;
  /** A mark that survives copies of this package and other realms, where `instanceof` does not. */
  readonly isChatError = true;

  constructor(code: ErrorCode, details: ChatErrorDetails = {}) {
    const row = errorCodes[code];
    super(
      details.message ?? `${row.summary} ${row.remedy}`,
      details.cause === undefined ? {} : { cause: details.cause },
    );
    this.code = code;
    this.status = details.status ?? null;
    this.requestId = details.requestId ?? null;
    this.retryable = row.retryable;
    this.remedy = row.remedy;
    this.minWaitMs = row.minWaitMs ?? 0;
    this.partial = details.partial ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.issues = details.issues ?? [];
    this.reason = details.reason ?? null;
    // Hidden from JSON and inspection: the conversation is in it.
    Object.defineProperty(this, "run", { value: details.run ?? null, enumerable: false });
    Object.defineProperty(this, "outputIssues", { value: details.outputIssues ?? [], enumerable: false });
  }
}

/** Whether a caught value is a {@link ChatError}, of this copy of the package or another. */
export function isChatError(value: unknown): value is ChatError {
  return typeof value === "object" && value !== null && "isChatError" in value && value.isChatError === true;
}

/** The same failure with more known about it. What it knows already stays. */
export function withKnown(
  error: ChatError,
  known: Pick<ChatErrorDetails, "partial" | "requestId" | "status" | "run">,
): ChatError {
  return retold(error, {
    partial: error.partial ?? known.partial ?? null,
    requestId: error.requestId ?? known.requestId ?? null,
    status: error.status ?? known.status ?? null,
    run: error.run ?? known.run ?? null,
  });
}

/** The same failure in other words. */
export function retold(error: ChatError, changes: ChatErrorDetails): ChatError {
  const { code, message, status, requestId, retryAfterMs, issues, outputIssues, reason, partial, run, cause } = error;
  const known = { message, status, requestId, retryAfterMs, issues, outputIssues, reason, partial, run, cause };
  const told = new ChatError(code, { ...known, ...changes });
  // Where it happened stays; the sentence above it may have changed.
  const frames = error.stack?.indexOf("\n    at ") ?? -1;
  if (frames >= 0) told.stack = `${told.name}: ${told.message}${error.stack?.slice(frames)}`;
  return told;
}
