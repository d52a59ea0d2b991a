import type { ErrorRow } from "../error-row.ts";

export type RequestErrorCode =
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
  | "request_too_large";

/** Failures of the request: it must be changed. */
export const requestErrors: { readonly [Code in RequestErrorCode]: ErrorRow } = {
  content_rejected: {
    status: 400,
    retryable: false,
    match: [
      { codes: ["data_inspection_failed", "DataInspectionFailed"] },
      { codes: ["IPInfringementSuspect", "FaqRuleBlocked", "CustomRoleBlocked"] },
      { message: /may contain inappropriate content/i },
    ],
    summary: "Moderation refused the input or the output.",
    remedy: "Change the input; the same text gets the same answer.",
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
    remedy: "Answer each call with one tool message under its tool_call_id, right after the assistant message.",
  },
  response_format_rejected: {
    status: 400,
    retryable: false,
    match: [
      { message: /must contain the word 'json'|json mode response is not supported/i },
      { message: /unknown format of response_format|response_format\.type/i },
    ],
    summary: "The model does not take this response_format here.",
    remedy: "json_object wants the word JSON in a message; json_schema depends on the model.",
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
    // The error pages list it under 400; proxies in between say 413.
    status: 400,
    retryable: false,
    match: [
      { codes: ["BadRequest.TooLarge"] },
      { message: /payload too large|exceeded limit on max bytes|file size is too large/i },
      { status: 413 },
    ],
    summary: "The request body is too large.",
    remedy: "Send media by URL instead of base64, or less of it.",
  },
};
