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
  | "output_invalid"
  | "tool_call_truncated"
  | "tool_call_repeated"
  | "tool_calls_missing"
  | "hook_failed"
  | "run_state_rejected";

const final: Pick<ErrorRow, "status" | "retryable" | "match"> = { status: null, retryable: false, match: [] };
/** Asked only while nothing had been said; afterwards nothing is tried again. */
const passing: typeof final = { ...final, retryable: true };

/** What the client itself finds out; the service never says these. */
export const clientErrors: { readonly [Code in ClientErrorCode]: ErrorRow } = {
  connection_failed: {
    ...passing,
    summary: "The server could not be reached, or the connection broke before the reply.",
    remedy: "Check the base URL, the network and the proxy.",
  },
  aborted: {
    ...final,
    summary: "The caller aborted.",
    remedy: "Nothing; `partial` holds what had arrived.",
  },
  headers_timeout: {
    ...passing,
    summary: "The server did not begin to answer in time.",
    remedy: "Raise timeouts.headersMs, or stream the reply.",
  },
  first_event_timeout: {
    ...passing,
    summary: "The stream opened, but its first event did not come in time.",
    remedy: "Raise timeouts.firstEventMs; thinking models may be silent for long.",
  },
  idle_timeout: {
    ...passing,
    summary: "The stream fell silent.",
    remedy: "Raise timeouts.idleMs, or send the request again; `partial` holds what had arrived.",
  },
  total_timeout: {
    ...final,
    summary: "The whole call took longer than allowed.",
    remedy: "Raise timeouts.totalMs; `partial` holds what had arrived.",
  },
  stream_cut: {
    ...passing,
    summary: "The stream ended before the model had finished.",
    remedy: "Send the request again; `partial` holds what had arrived.",
  },
  invalid_reply: {
    ...final,
    summary: "The server answered with something that is not a chat reply.",
    remedy: "Check the base URL; a proxy may have answered instead of the service.",
  },
  event_too_large: {
    ...final,
    summary: "One event of the stream is larger than allowed.",
    remedy: "Raise limits.maxEventBytes if such an event is expected.",
  },
  reply_not_kept: {
    ...final,
    summary: "The reply is longer than what is kept beside a loop over chunks or text.",
    remedy: "Loop over the events, or raise limits.maxKeptText.",
  },
  output_invalid: {
    ...final,
    summary: "The answer is not JSON of the schema.",
    remedy: "See `partial` and `outputIssues`; send the request again.",
  },
  tool_call_truncated: {
    ...final,
    summary: "The reply ended inside the arguments of a tool call; the tool was not run.",
    remedy: "Raise max_tokens, or send the request again; `partial` holds what had arrived.",
  },
  tool_calls_missing: {
    ...final,
    summary: "The reply says tool_calls but holds no call.",
    remedy: "Send the request again.",
  },
  tool_call_repeated: {
    ...final,
    summary: "The model asked for the same failing tool call a third time; the tool was not run.",
    remedy: "See the tool's errors in `run.messages`.",
  },
  hook_failed: {
    ...final,
    summary:
      "A function given to the call threw: middleware, countTokens, onError, needsApproval, prepareStep, repairArguments or stopWhen.",
    remedy: "See `cause`; `run` holds what was finished.",
  },
  run_state_rejected: {
    ...final,
    summary: "The state of the paused run cannot be taken up.",
    remedy: "Give resume() the state as it was paused, and the same stateKey.",
  },
};
