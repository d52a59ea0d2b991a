import type { ChatRequest } from "./chat-request/chat-request.ts";

/** How a failure of the service is recognised. Every condition that is given must hold. */
export type ErrorMatch = { status?: number; codes?: readonly string[]; message?: RegExp };

/** One kind of failure. */
export type ErrorRow = {
  /** The HTTP status it comes with; `null` for what the client itself finds out. */
  status: number | null;
  /** Whether the same request may succeed a little later. */
  retryable: boolean;
  /** Shortest sensible wait before a retry, in milliseconds, where the usual second is too short. */
  minWaitMs?: number;
  /** The service's own words, most telling first. Status is checked only where it decides. */
  match: readonly ErrorMatch[];
  /** A change of the request that may be tried once instead. `undefined` removes the field. */
  change?: Partial<ChatRequest>;
  /** What went wrong, for a person. */
  summary: string;
  /** What to do about it. */
  remedy: string;
};

/** Names of all failures, the service's and the client's. */
export type ErrorCode =
  | "missing_api_key"
  | "invalid_api_key"
  | "plan_key_mismatch"
  | "not_authorized"
  | "free_tier_exhausted"
  | "access_denied"
  | "model_not_found"
  | "model_not_supported"
  | "not_found"
  | "method_not_allowed"
  | "arrears"
  | "billing_suspended"
  | "content_rejected"
  | "stream_required"
  | "thinking_needs_stream"
  | "thinking_required"
  | "tool_choice_rejected"
  | "context_length_exceeded"
  | "max_tokens_out_of_range"
  | "tool_history_invalid"
  | "response_format_rejected"
  | "feature_not_supported"
  | "media_timeout"
  | "request_too_large"
  | "quota_throttled"
  | "burst_limited"
  | "rate_limited"
  | "model_output_invalid"
  | "service_timeout"
  | "service_overloaded"
  | "internal_error"
  | "invalid_request"
  | "service_error"
  | "connection_failed"
  | "aborted"
  | "headers_timeout"
  | "first_event_timeout"
  | "idle_timeout"
  | "total_timeout"
  | "stream_cut"
  | "invalid_reply"
  | "event_too_large"
  | "tool_call_truncated"
  | "tool_calls_missing";

/**
 * THE table of failures: client, server and docs read the same rows. `classifyError` takes the first row that matches,
 * top to bottom, so the telling rows stand above the general ones.
 *
 * Sources: status table and error sample of both documents, the error pages of 2025 and 2026, recorded bodies.
 */
export const errorCodes: { readonly [Code in ErrorCode]: ErrorRow } = {
  missing_api_key: {
    status: 401,
    retryable: false,
    // Recorded with `code: null`: only the sentence tells.
    match: [{ message: /didn't provide an API key/i }],
    summary: "The request carried no API key.",
    remedy: "Set DASHSCOPE_API_KEY, or pass `apiKey` to createClient.",
  },
  plan_key_mismatch: {
    status: 401,
    retryable: false,
    match: [{ message: /invalid access token or token expired/i }],
    summary: "The key does not belong to this base URL.",
    remedy: "Keys that start with sk-sp- work only with their plan's base URL: pass `plan`, or use a pay-as-you-go key.",
  },
  invalid_api_key: {
    status: 401,
    retryable: false,
    match: [{ codes: ["invalid_api_key", "InvalidApiKey"] }, { message: /(incorrect|invalid) api[- ]key provided/i }],
    summary: "The API key was refused.",
    remedy: "Check the key and the region: a key works only in the region that issued it.",
  },
  not_authorized: {
    status: 401,
    retryable: false,
    match: [{ codes: ["NOT AUTHORIZED"] }, { status: 401 }],
    summary: "The key may not use this workspace.",
    remedy: "Ask the workspace's owner for access, or use a key of that workspace.",
  },
  free_tier_exhausted: {
    status: 403,
    retryable: false,
    match: [
      { codes: ["AllocationQuota.FreeTierOnly"] },
      { status: 403, codes: ["insufficient_quota"] },
      { message: /free (tier|allocated quota).*(exhausted|exceeded)/i },
    ],
    summary: "The model's free quota is used up.",
    remedy: "Turn on paid use for the model in the console, or choose another model.",
  },
  access_denied: {
    status: 403,
    retryable: false,
    match: [
      {
        codes: [
          "access_denied",
          "AccessDenied",
          "AccessDenied.Unpurchased",
          "Model.AccessDenied",
          "Workspace.AccessDenied",
          "Endpoint.AccessDenied",
          "App.AccessDenied",
        ],
      },
      { status: 403 },
    ],
    summary: "The key may not use this model.",
    remedy: "Enable the model for the workspace; a retired snapshot answers the same way, so check the model's name.",
  },
  model_not_found: {
    status: 404,
    retryable: false,
    match: [
      { codes: ["model_not_found", "ModelNotFound"] },
      { message: /model `?[^`]*`? ?does not exist|model not exist|model can not be found/i },
    ],
    summary: "There is no such model here.",
    remedy: "Names are exact and case-sensitive (qwen-plus, not Qwen/…); client.models.list() shows what the key sees.",
  },
  model_not_supported: {
    status: 404,
    retryable: false,
    match: [{ codes: ["model_not_supported"] }, { message: /unsupported model .* for openai compatib/i }],
    summary: "The model cannot be reached through the OpenAI-compatible interface.",
    remedy: "Choose a model of the compatible list.",
  },
  not_found: {
    status: 404,
    retryable: false,
    match: [{ codes: ["NotFound", "WorkSpaceNotFound"] }, { status: 404 }],
    summary: "There is nothing at this address.",
    remedy: "Check the base URL: it ends in /compatible-mode/v1, without /chat/completions.",
  },
  method_not_allowed: {
    status: 405,
    retryable: false,
    match: [{ message: /request method '.*' is not supported/i }, { status: 405 }],
    summary: "The address does not take this HTTP method.",
    remedy: "chat/completions takes POST, models takes GET.",
  },
  arrears: {
    status: 400,
    retryable: false,
    match: [{ codes: ["Arrearage"] }],
    summary: "The account is in arrears.",
    remedy: "Settle the bill in the console; the key works again afterwards.",
  },
  billing_suspended: {
    status: 429,
    retryable: false,
    match: [{ codes: ["CommodityNotPurchased", "PrepaidBillOverdue", "PostpaidBillOverdue", "BudgetLimitExceeded"] }],
    summary: "Billing stops the account: not bought, overdue, or over its budget.",
    remedy: "Settle it in the console. Waiting does not help, although the status is 429.",
  },
  content_rejected: {
    status: 400,
    retryable: false,
    match: [
      { codes: ["data_inspection_failed", "DataInspectionFailed", "IPInfringementSuspect", "FaqRuleBlocked"] },
      { message: /may contain inappropriate content/i },
    ],
    summary: "Moderation refused the input or the output.",
    remedy: "Change the input; sending the same text again gives the same answer.",
  },
  stream_required: {
    status: 400,
    retryable: false,
    match: [{ message: /only support stream mode|current user api does not support http call/i }],
    change: { stream: true },
    summary: "The model answers only streamed requests.",
    remedy: "Set stream: true, or use create(), which streams underneath for such models.",
  },
  thinking_needs_stream: {
    status: 400,
    retryable: false,
    match: [
      { message: /enable_thinking must be set to false for non-streaming|enable_thinking.*only support stream/i },
    ],
    change: { stream: true },
    summary: "The model thinks only in streamed requests.",
    remedy: "Set stream: true, or enable_thinking: false.",
  },
  thinking_required: {
    status: 400,
    retryable: false,
    match: [{ message: /enable_thinking parameter is restricted to true/i }],
    change: { enable_thinking: undefined },
    summary: "The model always thinks.",
    remedy: "Leave enable_thinking out.",
  },
  tool_choice_rejected: {
    status: 400,
    retryable: false,
    match: [{ message: /tool_choice is one of the strings|tool_choice parameter does not support/i }],
    change: { tool_choice: "auto" },
    summary: "The model does not take this tool_choice, or not while thinking.",
    remedy: 'Use tool_choice "auto" or "none", or set enable_thinking: false.',
  },
  context_length_exceeded: {
    status: 400,
    retryable: false,
    match: [{ message: /range of input length should be|total message token length exceed/i }],
    summary: "The messages are longer than the model's context.",
    remedy: "Shorten the history, or choose a model with a longer context; the message names the limit.",
  },
  max_tokens_out_of_range: {
    status: 400,
    retryable: false,
    match: [{ message: /range of max_(completion_)?tokens should be/i }],
    summary: "max_tokens is beyond what the model can write.",
    remedy: "Lower max_tokens to the limit the message names, or leave it out.",
  },
  tool_history_invalid: {
    status: 400,
    retryable: false,
    match: [
      { message: /must be followed by tool messages|must be a response to a prece+ding message/i },
      { message: /function\.arguments.*(must be in json format|must be defined)/i },
      { message: /repetitive tool calls detected/i },
    ],
    summary: "The tool calls and tool answers in messages do not fit together.",
    remedy: "Answer every tool call with one tool message, right after the assistant message, under its tool_call_id.",
  },
  response_format_rejected: {
    status: 400,
    retryable: false,
    match: [
      { message: /must contain the word 'json'|json mode response is not supported/i },
      { message: /unknown format of response_format|response_format\.type/i },
    ],
    summary: "The model does not take this response_format here.",
    remedy: "json_object wants the word JSON in a message; json_schema and thinking depend on the model.",
  },
  feature_not_supported: {
    status: 400,
    retryable: false,
    match: [
      { message: /tool call is not supported|tool names are not allowed|does not support enable_search/i },
      { message: /product is not activated/i },
    ],
    summary: "The model does not have a feature the request asks for.",
    remedy: "Leave the feature out, or choose a model that has it.",
  },
  media_timeout: {
    status: 400,
    retryable: true,
    match: [{ message: /download the media resource timed out/i }],
    summary: "The service could not fetch the media in time.",
    remedy: "Host the file closer to the region, or send it as base64.",
  },
  request_too_large: {
    status: 413,
    retryable: false,
    match: [
      { codes: ["BadRequest.TooLarge"] },
      { message: /payload too large|exceeded limit on max bytes|file size is too large/i },
      { status: 413 },
    ],
    summary: "The request body is too large.",
    remedy: "Send media by URL instead of base64, or less of it.",
  },
  quota_throttled: {
    status: 429,
    retryable: true,
    // Unlike OpenAI's, this word means tokens per minute: it passes within about a minute.
    match: [{ codes: ["insufficient_quota", "Throttling.AllocationQuota"] }, { message: /allocated quota exceeded/i }],
    minWaitMs: 2000,
    summary: "More tokens a minute than the account may use.",
    remedy: "Wait up to a minute, send less at once, or ask for a larger quota.",
  },
  burst_limited: {
    status: 429,
    retryable: true,
    match: [{ codes: ["limit_burst_rate", "Throttling.BurstRate"] }, { message: /request rate increased too quickly/i }],
    minWaitMs: 5000,
    summary: "The rate of requests rose too fast.",
    remedy: "Raise the rate gradually.",
  },
  rate_limited: {
    status: 429,
    retryable: true,
    match: [
      {
        codes: [
          "limit_requests",
          "LimitRequests",
          "Throttling",
          "Throttling.RateQuota",
          "Throttling.Concurrency",
          "1302",
          "1305",
        ],
      },
      { message: /\bthrottling\b|too many concurrent requests|rate limit/i },
      { status: 429 },
    ],
    summary: "More requests than the account may send.",
    remedy: "Wait and send fewer at once; limits hold per account and model, over all keys.",
  },
  model_output_invalid: {
    status: 500,
    retryable: false,
    match: [{ message: /expecting ',' delimiter|list index out of range/i }],
    summary: "The service could not read the model's output or the request's messages.",
    remedy: "Check that the last message is from the user or a tool; otherwise rephrase the request.",
  },
  service_timeout: {
    status: 500,
    retryable: true,
    match: [{ codes: ["RequestTimeOut", "InternalError.Timeout"] }, { message: /request timed out/i }],
    summary: "The model took longer than the service waits (300 s without streaming).",
    remedy: "Stream the reply, or ask for less at once.",
  },
  service_overloaded: {
    status: 503,
    retryable: true,
    match: [
      { codes: ["ModelUnavailable", "ServiceUnavailable", "Throttling.ServiceOverloaded", "ModelServiceFailed"] },
      { message: /currently overloaded|no backend server available|system capacity limits/i },
      { status: 503 },
    ],
    summary: "The service is overloaded.",
    remedy: "Try again a little later.",
  },
  internal_error: {
    status: 500,
    retryable: true,
    match: [
      { codes: ["internal_error", "InternalError", "InternalError.Algo", "SystemError"] },
      { status: 500 },
      { status: 502 },
      { status: 504 },
    ],
    summary: "The service failed.",
    remedy: "Try again; if it stays, report the request id to the service.",
  },
  invalid_request: {
    status: 400,
    retryable: false,
    match: [
      { codes: ["invalid_parameter_error", "InvalidParameter", "InternalError.Algo.InvalidParameter"] },
      { codes: ["missing_required_parameter", "InvalidURL", "BadRequest.EmptyModel", "CustomRoleBlocked"] },
      { status: 400 },
      { status: 422 },
    ],
    summary: "The service refused the request.",
    remedy: "The message names the field; compare it with the parameter's documentation.",
  },
  service_error: {
    status: null,
    retryable: false,
    match: [],
    summary: "The service answered with an error that is not in the table.",
    remedy: "Read the message; the request id helps the service's support.",
  },
  connection_failed: {
    status: null,
    retryable: true,
    match: [],
    summary: "The server could not be reached, or the connection broke before the reply began.",
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
    retryable: false,
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
    retryable: false,
    match: [],
    summary: "The stream ended before the model had finished.",
    remedy: "Send the request again; `partial` holds what had arrived.",
  },
  invalid_reply: {
    status: null,
    retryable: false,
    match: [],
    summary: "The server answered with something that is not a chat reply.",
    remedy: "Check the base URL; a proxy or a block page may have answered instead of the service.",
  },
  event_too_large: {
    status: null,
    retryable: false,
    match: [],
    summary: "One event of the stream is larger than allowed.",
    remedy: "Raise limits.maxEventBytes if such an event is expected.",
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
