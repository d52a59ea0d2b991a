import { errorCodes } from "@qwire/protocol";
import type { ChatCompletion, ErrorCode } from "@qwire/protocol";

/** What is known of a failure beside its code. */
export type ChatErrorDetails = {
  /** What happened, to what. Never prompt text, never a key. Default: the table's summary. */
  message?: string;
  /** HTTP status, where the service answered. */
  status?: number | null;
  requestId?: string | null;
  /** What had arrived of the reply. */
  partial?: ChatCompletion | null;
  /** Milliseconds the server asks to wait (`Retry-After`). */
  retryAfterMs?: number | null;
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
  /** Milliseconds the server asks to wait; `null` when it does not say. */
  readonly retryAfterMs: number | null;
  /** A mark that survives copies of this package and other realms, where `instanceof` does not. */
  readonly isChatError = true;

  constructor(code: ErrorCode, details: ChatErrorDetails = {}) {
    const row = errorCodes[code];
    super(details.message ?? `${row.summary} ${row.remedy}`, details.cause === undefined ? {} : { cause: details.cause });
    this.code = code;
    this.status = details.status ?? null;
    this.requestId = details.requestId ?? null;
    this.retryable = row.retryable;
    this.remedy = row.remedy;
    this.minWaitMs = row.minWaitMs ?? 0;
    this.partial = details.partial ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }
}

/** Whether a caught value is a {@link ChatError}, of this copy of the package or another. */
export function isChatError(value: unknown): value is ChatError {
  return typeof value === "object" && value !== null && "isChatError" in value && value.isChatError === true;
}

/** The same failure, told with what had arrived before it. */
export function withPartial(error: ChatError, partial: ChatCompletion | null): ChatError {
  if (partial === null || error.partial !== null) return error;
  const { code, message, status, requestId, retryAfterMs, cause } = error;
  const told = new ChatError(code, { message, status, requestId, retryAfterMs, cause, partial });
  if (error.stack !== undefined) told.stack = error.stack;
  return told;
}
