import type { AccessErrorCode } from "./access-errors.ts";
import type { RequestErrorCode } from "./request-errors.ts";
import type { ServiceErrorCode } from "./service-errors.ts";

/** What a body of the service holds beside a failure's status. */
export type ServiceSentence = { code: string | null; type: string; message: string };

/** Failures that a server can tell. What only a client finds out has no sentence. */
export type ToldErrorCode = Exclude<AccessErrorCode | RequestErrorCode | ServiceErrorCode, "service_error">;

/**
 * What a server says to make a failure known: the service's own words where they are recorded or documented. `{model}`
 * and `{limit}` stand for what the request brings. Apart from `errorCodes`, because a client needs none of it.
 */
export const serviceSentences: { readonly [Code in ToldErrorCode]: ServiceSentence } = {
  missing_api_key: {
    code: null,
    type: "invalid_request_error",
    message:
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY). ",
  },
  plan_key_mismatch: {
    code: "invalid_api_key",
    type: "invalid_request_error",
    message: "invalid access token or token expired",
  },
  invalid_api_key: { code: "invalid_api_key", type: "invalid_request_error", message: "Incorrect API key provided. " },
  not_authorized: {
    code: "NOT AUTHORIZED",
    type: "invalid_request_error",
    message: "Access denied: Either you are not authorized to access this workspace, or the workspace does not exist.",
  },
  free_tier_exhausted: {
    code: "AllocationQuota.FreeTierOnly",
    type: "AllocationQuota.FreeTierOnly",
    message: "The free tier of the model has been exhausted.",
  },
  access_denied: { code: "access_denied", type: "invalid_request_error", message: "Access denied." },
  model_not_found: {
    code: "model_not_found",
    type: "invalid_request_error",
    message: "The model `{model}` does not exist or you do not have access to it.",
  },
  model_not_supported: {
    code: "model_not_supported",
    type: "invalid_request_error",
    message: "Unsupported model `{model}` for OpenAI compatibility mode.",
  },
  not_found: { code: "NotFound", type: "invalid_request_error", message: "Not found." },
  method_not_allowed: { code: null, type: "invalid_request_error", message: "Request method 'GET' is not supported." },
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
    message: "Input text data may contain inappropriate content.",
  },
  stream_required: {
    code: "invalid_parameter_error",
    type: "invalid_request_error",
    message: "This model only support stream mode, please enable the stream parameter to access the model. ",
  },
  thinking_needs_stream: {
    code: "invalid_parameter_error",
    type: "invalid_request_error",
    message: "parameter.enable_thinking must be set to false for non-streaming calls",
  },
  thinking_required: {
    code: "invalid_parameter_error",
    type: "invalid_request_error",
    message: "The value of the enable_thinking parameter is restricted to True.",
  },
  tool_choice_rejected: {
    code: "invalid_parameter_error",
    type: "invalid_request_error",
    message:
      "<400> InternalError.Algo.InvalidParameter: The tool_choice parameter does not support being set to required or object in thinking mode",
  },
  context_length_exceeded: {
    code: "invalid_parameter_error",
    type: "invalid_request_error",
    message: "<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, {limit}]",
  },
  max_tokens_out_of_range: {
    code: "invalid_parameter_error",
    type: "invalid_request_error",
    message: "<400> InternalError.Algo.InvalidParameter: Range of max_tokens should be [1, {limit}]",
  },
  tool_history_invalid: {
    code: "invalid_parameter_error",
    type: "invalid_request_error",
    message:
      '<400> InternalError.Algo.InvalidParameter: An assistant message with "tool_calls" must be followed by tool messages responding to each "tool_call_id".',
  },
  response_format_rejected: {
    code: "invalid_parameter_error",
    type: "invalid_request_error",
    message:
      "<400> InternalError.Algo.InvalidParameter: 'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
  },
  feature_not_supported: {
    code: "invalid_parameter_error",
    type: "invalid_request_error",
    message: "<400> InternalError.Algo.InvalidParameter: The tool call is not supported.",
  },
  media_timeout: {
    code: "invalid_parameter_error",
    type: "invalid_request_error",
    message: "Download the media resource timed out during the data inspection process.",
  },
  request_too_large: { code: "BadRequest.TooLarge", type: "invalid_request_error", message: "Payload Too Large." },
  quota_throttled: {
    code: "insufficient_quota",
    type: "insufficient_quota",
    message: "You exceeded your current quota, please check your plan and billing details.",
  },
  burst_limited: { code: "limit_burst_rate", type: "limit_burst_rate", message: "Request rate increased too quickly." },
  rate_limited: { code: "limit_requests", type: "limit_requests", message: "You exceeded your current requests list." },
  model_output_invalid: { code: "InternalError.Algo", type: "internal_error", message: "list index out of range" },
  service_timeout: {
    code: "RequestTimeOut",
    type: "internal_error",
    message: "Request timed out, please try again later.",
  },
  service_overloaded: {
    code: "ServiceUnavailable",
    type: "internal_error",
    message: "The engine is currently overloaded, please try again later",
  },
  internal_error: {
    code: "internal_error",
    type: "internal_error",
    message: "The server had an error while processing your request",
  },
  invalid_request: {
    code: "invalid_parameter_error",
    type: "invalid_request_error",
    message: "<400> InternalError.Algo.InvalidParameter: Required body invalid, please check the request body format.",
  },
};
