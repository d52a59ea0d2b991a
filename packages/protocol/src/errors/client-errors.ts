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
  | "tool_call_repeated"
  | "tool_calls_missing"
  | "tool_failed"
  | "hook_failed"
  | "run_state_rejected";

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
  tool_call_repeated: {
    status: null,
    retryable: false,
    match: [],
    summary: "The model asked for the same failing tool call a third time; it was not run.",
    remedy: "Look at the tool's errors in `run.messages`: the model could not make sense of them.",
  },
  tool_failed: {
    status: null,
    retryable: false,
    match: [],
    summary: "A tool failed, and its onError ended the run.",
    remedy: "See the error's cause; `run` holds what was finished.",
  },
  hook_failed: {
    status: null,
    retryable: false,
    match: [],
    summary: "A function that was given to the run threw: needsApproval, prepareStep, repairArguments or stopWhen.",
    remedy: "See the error's cause; `run` holds what was finished.",
  },
  run_state_rejected: {
    status: null,
    retryable: false,
    match: [],
    summary: "The state of the paused run cannot be taken up.",
    remedy: "Give resume() a state as it was paused, of this version, with the stateKey it was signed with.",
  },
};
