import { errorCodes } from "@qwire/protocol";
import type { ErrorCode } from "@qwire/protocol";
import type { ApiError } from "./api-error.ts";

/** Failures the emulator can answer with: rows of protocol's table that the service itself tells. */
export type ServiceErrorName = Extract<
  ErrorCode,
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
  | "request_too_large"
  | "quota_throttled"
  | "burst_limited"
  | "rate_limited"
  | "service_timeout"
  | "service_overloaded"
  | "internal_error"
  | "invalid_request"
>;

type Words = { code: string | null; type: string; message: string };

const refused = "invalid_request_error";
const parameter = { code: "invalid_parameter_error", type: refused };

/**
 * The service's own code and sentence of each failure; the status stands in protocol's table. Sources: recorded bodies,
 * the error samples of both documents, the error pages of 2025 and 2026. Trailing blanks are the service's.
 */
const words: { readonly [Name in ServiceErrorName]: Words } = {
  missing_api_key: {
    code: null,
    type: refused,
    message:
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY). ",
  },
  invalid_api_key: { code: "invalid_api_key", type: refused, message: "Incorrect API key provided. " },
  plan_key_mismatch: { code: "invalid_api_key", type: refused, message: "invalid access token or token expired" },
  not_authorized: {
    code: "NOT AUTHORIZED",
    type: refused,
    message: "Access denied: Either you are not authorized to access this workspace, or the workspace does not exist.",
  },
  free_tier_exhausted: {
    code: "AllocationQuota.FreeTierOnly",
    type: "AllocationQuota.FreeTierOnly",
    message:
      "The free tier of the model has been exhausted. If you wish to continue access the model on a paid basis, please disable the use free tier only mode in the management console.",
  },
  access_denied: { code: "access_denied", type: "access_denied", message: "Access denied." },
  model_not_found: {
    code: "model_not_found",
    type: refused,
    message: "The model does not exist or you do not have access to it.",
  },
  model_not_supported: {
    code: "model_not_supported",
    type: refused,
    message: "Unsupported model for OpenAI compatibility mode.",
  },
  not_found: { code: "NotFound", type: refused, message: "Not found." },
  method_not_allowed: { ...parameter, message: "Request method is not supported." },
  arrears: {
    code: "Arrearage",
    type: "Arrearage",
    message: "Access denied, please make sure your account is in good standing.",
  },
  billing_suspended: {
    code: "PostpaidBillOverdue",
    type: "PostpaidBillOverdue",
    message: "The postpaid bill is overdue.",
  },
  content_rejected: {
    code: "data_inspection_failed",
    type: "data_inspection_failed",
    message: "Input data may contain inappropriate content.",
  },
  stream_required: {
    ...parameter,
    message: "This model only support stream mode, please enable the stream parameter to access the model. ",
  },
  thinking_needs_stream: {
    ...parameter,
    message: "parameter.enable_thinking must be set to false for non-streaming calls",
  },
  thinking_required: {
    ...parameter,
    message: "The value of the enable_thinking parameter is restricted to True.",
  },
  tool_choice_rejected: {
    ...parameter,
    message:
      "<400> InternalError.Algo.InvalidParameter: The tool_choice parameter does not support being set to required or object in thinking mode",
  },
  context_length_exceeded: {
    ...parameter,
    message: "<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 129024]",
  },
  max_tokens_out_of_range: {
    ...parameter,
    message: "<400> InternalError.Algo.InvalidParameter: Range of max_tokens should be [1, 32768]",
  },
  tool_history_invalid: {
    ...parameter,
    message:
      '<400> InternalError.Algo.InvalidParameter: messages with role "tool" must be a response to a preceeding message with "tool_calls".',
  },
  response_format_rejected: {
    ...parameter,
    message:
      "<400> InternalError.Algo.InvalidParameter: 'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
  },
  feature_not_supported: { ...parameter, message: "The tool call is not supported." },
  request_too_large: { code: "BadRequest.TooLarge", type: refused, message: "Payload Too Large." },
  quota_throttled: {
    code: "insufficient_quota",
    type: "insufficient_quota",
    message: "You exceeded your current quota, please check your plan and billing details.",
  },
  burst_limited: {
    code: "limit_burst_rate",
    type: "limit_burst_rate",
    message:
      "Request rate increased too quickly. To ensure system stability, please adjust your client logic to scale requests more smoothly over time.",
  },
  rate_limited: {
    code: "limit_requests",
    type: "limit_requests",
    message: "You exceeded your current requests list.",
  },
  service_timeout: {
    code: "RequestTimeOut",
    type: "server_error",
    message: "Request timed out, please try again later.",
  },
  service_overloaded: {
    code: "ServiceUnavailable",
    type: "server_error",
    message:
      "Too many requests. Your requests are being throttled due to system capacity limits. Please try again later.",
  },
  internal_error: {
    code: "internal_error",
    type: "server_error",
    message: "An internal error has occurred, please try again later or contact service support.",
  },
  invalid_request: { ...parameter, message: "Required body invalid, please check the request body format." },
};

/** The error as the service words it. @param message replaces the row's sentence, for example to name the model. */
export function serviceError(name: ServiceErrorName, message?: string): ApiError {
  return { status: errorCodes[name].status ?? 500, ...words[name], ...(message === undefined ? {} : { message }) };
}
