import type { ErrorRow } from "../error-row.ts";

export type ClientErrorCode =
  | "connection_failed"
  | "aborted"
  | "headers_timeout"
  | "first_event_timeout"
  | "idle_timeout"
  | "total_timeout"
  | "stream_cut"
  | "invalid_reply"
  | "event_too_large"
  | "reply_not_kept"
  | "tool_call_truncated"
  | "tool_calls_missing";

/** What the client itself finds out; the service never says these. */
export const clientErrors: { readonly [Code in ClientErrorCode]: ErrorRow } = {
  connection_failed: {
    status: null,
    retryable: true,
    match: [],
    summary: "The server could not be reached, or the connection broke before the reply.",
    remedy: "Check the base URL, the network and the proxy.",
  },
  aborted: {
    status: null,
    retryable: false,
    match: [],
    summary: "The caller aborted.",
    remedy: "Nothing; `partial` holds what had arrived.",
  },
  headers_timeout: {
    status: null,
    retryable: true,
    match: [],
    summary: "The server did not begin to answer in time.",
    remedy: "Raise timeouts.headersMs, or stream the reply.",
  },
  first_event_timeout: {
    status: null,
    retryable: true,
    match: [],
    summary: "The stream opened, but its first event did not come in time.",
    remedy: "Raise timeouts.firstEventMs; thinking models may be silent for long.",
  },
  idle_timeout: {
    status: null,
    // Asked only while nothing had been said; afterwards nothing is tried again.
    retryable: true,
    match: [],
    summary: "The stream fell silent.",
    remedy: "Raise timeouts.idleMs, or send the request again; `partial` holds what had arrived.",
  },
  total_timeout: {
    status: null,
    retryable: false,
    match: [],
    summary: "The whole call took longer than allowed.",
    remedy: "Raise timeouts.totalMs; `partial` holds what had arrived.",
  },
  stream_cut: {
    status: null,
    // Asked only while nothing had been said; afterwards nothing is tried again.
    retryable: true,
    match: [],
    summary: "The stream ended before the model had finished.",
    remedy: "Send the request again; `partial` holds what had arrived.",
  },
  invalid_reply: {
    status: null,
    retryable: false,
    match: [],
    summary: "The server answered with something that is not a chat reply.",
    remedy: "Check the base URL; a proxy may have answered instead of the service.",
  },
  event_too_large: {
    status: null,
    retryable: false,
    match: [],
    summary: "One event of the stream is larger than allowed.",
    remedy: "Raise limits.maxEventBytes if such an event is expected.",
  },
  reply_not_kept: {
    status: null,
    retryable: false,
    match: [],
    summary: "The reply is longer than what is kept beside a loop over chunks or text.",
    remedy: "Loop over the events, keep what you need while looping, or raise limits.maxKeptText.",
  },
  tool_call_truncated: {
    status: null,
    retryable: false,
    match: [],
    summary: "The reply ended inside the arguments of a tool call; the tool was not run.",
    remedy: "Raise max_tokens, or send the request again; `partial` holds what had arrived.",
  },
  tool_calls_missing: {
    status: null,
    retryable: false,
    match: [],
    summary: "The reply says tool_calls but holds no call.",
    remedy: "Send the request again.",
  },
};
