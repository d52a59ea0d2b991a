import { describe, expect, it } from "vitest";
import { classifyError } from "../src/classify-error.ts";
import { parseErrorBody } from "../src/error-body.ts";
import { errorCodes } from "../src/error-codes.ts";
import type { ErrorCode } from "../src/error-codes.ts";
import { serviceSentences } from "../src/errors/service-sentences.ts";
import type { ServiceSentence, ToldErrorCode } from "../src/errors/service-sentences.ts";

// status, the service's code, its sentence, and the row that must be found.
type Case = [status: number | null, code: string | null, message: string, row: ErrorCode];

const invalid = "invalid_parameter_error";
const native = "<400> InternalError.Algo.InvalidParameter: ";

const cases: Record<string, Case[]> = {
  "400, the request is wrong": [
    [400, invalid, "Temperature should be in [0.0, 2.0)", "invalid_request"],
    [400, invalid, "Range of top_p should be (0.0, 1.0]", "invalid_request"],
    [400, invalid, "Parameter top_k be greater than or equal to 0", "invalid_request"],
    [400, invalid, "Repetition_penalty should be greater than 0.0", "invalid_request"],
    [400, invalid, "Presence_penalty should be in [-2.0, 2.0]", "invalid_request"],
    [400, invalid, "Range of n should be [1, 4]", "invalid_request"],
    [400, invalid, "Range of seed should be [0, 9223372036854775807]", "invalid_request"],
    [400, invalid, `${native}'stop' must be of type "str"`, "invalid_request"],
    [400, "InvalidParameter", "Field required: xxx", "invalid_request"],
    [400, "InternalError.Algo.InvalidParameter", "[] is too short", "invalid_request"],
    [400, null, `${native}The content field is a required field.`, "invalid_request"],
    [null, null, `${native}input content must be a string.`, "invalid_request"],
    [400, invalid, "Required body invalid, please check the request body format.", "invalid_request"],
    [400, "missing_required_parameter", "you must provide a messages parameter", "invalid_request"],
    [400, "InvalidURL", "The provided URL does not appear to be valid.", "invalid_request"],
    [400, "BadRequest.EmptyModel", "Model is required.", "invalid_request"],
    [
      400,
      invalid,
      "The thinking_budget parameter must be a positive integer and not greater than 38912",
      "invalid_request",
    ],
    [400, invalid, "developer is not one of ['system', 'assistant', 'user', 'tool', 'function']", "invalid_request"],
    [400, null, "Invalid Request Error", "invalid_request"],
  ],
  "400, too long": [
    [400, invalid, `${native}Range of input length should be [1, 202752]`, "context_length_exceeded"],
    [400, invalid, "Total message token length exceed model limit", "context_length_exceeded"],
    [400, invalid, "Range of max_tokens should be [1, 8192]", "max_tokens_out_of_range"],
    [400, "BadRequest.TooLarge", "Payload Too Large.", "request_too_large"],
    [400, invalid, "Exceeded limit on max bytes per data-uri item : 10485760", "request_too_large"],
    [400, invalid, "Multimodal file size is too large", "request_too_large"],
    [413, null, "", "request_too_large"],
  ],
  "400, streaming and thinking": [
    [
      400,
      invalid,
      "This model only support stream mode, please enable the stream parameter to access the model. ",
      "stream_required",
    ],
    [400, invalid, "current user api does not support http call.", "stream_required"],
    [400, invalid, "parameter.enable_thinking must be set to false for non-streaming calls", "thinking_needs_stream"],
    [400, invalid, "parameter.enable_thinking only support stream call", "thinking_needs_stream"],
    [400, invalid, "The value of the enable_thinking parameter is restricted to True.", "thinking_required"],
  ],
  "400, tools": [
    [400, invalid, 'tool_choice is one of the strings that should be ["none", "auto"]', "tool_choice_rejected"],
    [
      400,
      invalid,
      `${native}The tool_choice parameter does not support being set to required or object in thinking mode`,
      "tool_choice_rejected",
    ],
    [
      400,
      invalid,
      `${native}An assistant message with "tool_calls" must be followed by tool messages responding to each "tool_call_id". The following tool_call_ids did not have response messages: message[7].role`,
      "tool_history_invalid",
    ],
    [
      400,
      invalid,
      'messages with role "tool" must be a response to a preceeding message with "tool_calls".',
      "tool_history_invalid",
    ],
    [
      400,
      invalid,
      'messages with role "tool" must be a response to a preceding message with "tool_calls".',
      "tool_history_invalid",
    ],
    [
      400,
      invalid,
      `${native}The "function.arguments" parameter of the code model must be in JSON format.`,
      "tool_history_invalid",
    ],
    [
      400,
      invalid,
      `${native}If tool_calls are present in the message, function.arguments must be defined.`,
      "tool_history_invalid",
    ],
    [400, invalid, "Repetitive tool calls detected in the conversation history.", "tool_history_invalid"],
    [400, invalid, "The tool call is not supported.", "feature_not_supported"],
    [400, invalid, "Tool names are not allowed to be [search]", "feature_not_supported"],
  ],
  "400, features": [
    [400, invalid, "This model does not support enable_search.", "feature_not_supported"],
    [
      400,
      invalid,
      "The product is not activated, please confirm that you have activated products.",
      "feature_not_supported",
    ],
    [
      400,
      invalid,
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      "response_format_rejected",
    ],
    [400, invalid, "Json mode response is not supported when enable_thinking is true", "response_format_rejected"],
    [400, invalid, "Unknown format of response_format", "response_format_rejected"],
    [400, invalid, "'response_format.type' Invalid value", "response_format_rejected"],
    [400, invalid, "Download the media resource timed out during the data inspection process.", "media_timeout"],
  ],
  "400, moderation and money": [
    [400, "data_inspection_failed", "Input data may contain inappropriate content.", "content_rejected"],
    [400, "DataInspectionFailed", "Output data may contain inappropriate content.", "content_rejected"],
    [null, null, "Input text data may contain inappropriate content.", "content_rejected"],
    [400, "IPInfringementSuspect", "", "content_rejected"],
    [400, "FaqRuleBlocked", "", "content_rejected"],
    [400, "CustomRoleBlocked", "", "content_rejected"],
    [400, "Arrearage", "Access denied, please make sure your account is in good standing.", "arrears"],
    [400, null, "Access denied, please make sure your account is in good standing.", "arrears"],
  ],
  "401": [
    [401, "invalid_api_key", "Incorrect API key provided. ", "invalid_api_key"],
    [401, "InvalidApiKey", "Invalid API-key provided.", "invalid_api_key"],
    [401, null, "", "invalid_api_key"],
    [
      401,
      null,
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY). ",
      "missing_api_key",
    ],
    [401, "NOT AUTHORIZED", "Access denied: Either you are not authorized to access this workspace", "not_authorized"],
    [401, null, "invalid access token or token expired", "plan_key_mismatch"],
    [401, "invalid_api_key", "invalid access token or token expired", "plan_key_mismatch"],
  ],
  "403": [
    ...[
      "access_denied",
      "AccessDenied",
      "AccessDenied.Unpurchased",
      "Model.AccessDenied",
      "Workspace.AccessDenied",
      "Endpoint.AccessDenied",
      "App.AccessDenied",
    ].map((code): Case => [403, code, "Access denied.", "access_denied"]),
    [403, "AllocationQuota.FreeTierOnly", "The free tier of the model has been exhausted.", "free_tier_exhausted"],
    [403, "insufficient_quota", "", "free_tier_exhausted"],
    [403, null, "", "access_denied"],
  ],
  "404 and 405": [
    [404, "model_not_found", "The model `xxx` does not exist or you do not have access to it.", "model_not_found"],
    [404, "ModelNotFound", "Model can not be found.", "model_not_found"],
    [400, invalid, "Model not exist.", "model_not_found"],
    [404, "model_not_supported", "Unsupported model xxx for OpenAI compatibility mode.", "model_not_supported"],
    [404, null, "Unsupported model `xxx` for OpenAI compatibility mode.", "model_not_supported"],
    [404, "WorkSpaceNotFound", "", "not_found"],
    [404, "NotFound", "", "not_found"],
    [400, "InvalidParameter", "url error, please check url!", "not_found"],
    [404, null, "<html>", "not_found"],
    [405, null, "Request method 'GET' is not supported.", "method_not_allowed"],
    [400, null, "Request method 'GET' is not supported.", "method_not_allowed"],
  ],
  "429": [
    [429, "limit_requests", "You exceeded your current requests list.", "rate_limited"],
    [429, "LimitRequests", "You have exceeded your current request limit.", "rate_limited"],
    [429, "Throttling.RateQuota", "Requests rate limit exceeded, please try again later.", "rate_limited"],
    [429, null, "Rate limit reached for requests", "rate_limited"],
    [429, "Throttling", "Requests throttling triggered.", "rate_limited"],
    [429, "Throttling.Concurrency", "Too many concurrent requests.", "rate_limited"],
    [
      429,
      "insufficient_quota",
      "You exceeded your current quota, please check your plan and billing details.",
      "quota_throttled",
    ],
    [429, null, "You exceeded your current quota, please check your plan and billing details", "quota_throttled"],
    [
      429,
      "Throttling.AllocationQuota",
      "Allocated quota exceeded, please increase your quota limit.",
      "quota_throttled",
    ],
    [null, null, "Throttling: TPM(10680324/10000000)", "quota_throttled"],
    [429, "insufficient_quota", "Free allocated quota exceeded.", "free_tier_exhausted"],
    [429, "limit_burst_rate", "Request rate increased too quickly.", "burst_limited"],
    [429, "Throttling.BurstRate", "Request rate increased too quickly.", "burst_limited"],
    [429, "Throttling.ServiceOverloaded", "", "service_overloaded"],
    ...["CommodityNotPurchased", "PrepaidBillOverdue", "PostpaidBillOverdue", "BudgetLimitExceeded"].map(
      (code): Case => [429, code, "", "billing_suspended"],
    ),
    [null, "1302", "", "rate_limited"],
    [null, "1305", "", "rate_limited"],
    [429, null, "", "rate_limited"],
  ],
  "5xx": [
    [500, "internal_error", "An internal error has occurred, please try again later.", "internal_error"],
    [500, "InternalError", "", "internal_error"],
    [500, null, "The server had an error while processing your request", "internal_error"],
    [500, "InternalError.Algo", "Inference internal error.", "internal_error"],
    [500, "InternalError.Algo", "Request rejected by inference engine!", "internal_error"],
    [500, "InternalError.Algo", "No backend server available", "service_overloaded"],
    [500, "InternalError.Algo", "list index out of range", "model_output_invalid"],
    [500, "InternalError.Algo", "Expecting ',' delimiter: line 1 column 5", "model_output_invalid"],
    [500, "RequestTimeOut", "Request timed out, please try again later.", "service_timeout"],
    [500, "InternalError.Timeout", "", "service_timeout"],
    [500, "SystemError", "", "internal_error"],
    [500, "ModelServiceFailed", "", "service_overloaded"],
    [503, "ModelUnavailable", "", "service_overloaded"],
    [
      503,
      "ServiceUnavailable",
      "Too many requests. Your requests are being throttled due to system capacity limits.",
      "service_overloaded",
    ],
    [503, null, "The engine is currently overloaded, please try again later", "service_overloaded"],
    [502, null, "", "internal_error"],
    [504, null, "", "internal_error"],
  ],
  "nothing known": [
    [418, "teapot", "I'm a teapot.", "service_error"],
    [null, null, "", "service_error"],
  ],
};

describe.each(Object.entries(cases))("classifyError, %s", (_, rows) => {
  it.each(rows)("%s %s %s → %s", (status, code, message, row) => {
    expect(classifyError(status, { code, message }).code).toBe(row);
  });
});

describe("classifyError", () => {
  it("ignores the trailing link and space of the service's sentences", () => {
    const message =
      "Incorrect API key provided.  For details, see: https://help.aliyun.com/zh/model-studio/error-code#apikey-error";
    expect(classifyError(null, { code: null, message }).code).toBe("invalid_api_key");
  });

  it("finds the same row through every shape of body", () => {
    const error = { code: "data_inspection_failed", param: null, message: "No.", type: "data_inspection_failed" };
    const json = JSON.stringify({ error, id: "chatcmpl-1", request_id: "1" });
    for (const text of [json, `data: ${json}\n\n`, JSON.stringify({ code: "DataInspectionFailed", message: "No." })]) {
      const body = parseErrorBody(text);
      expect(body && classifyError(400, body)).toMatchObject({ code: "content_rejected", retryable: false });
    }
  });

  it("reads the beginning of a page that is no sentence, and no more", () => {
    const message = `${" ".repeat(2000)}You didn't provide an API key.`;
    expect(classifyError(418, { code: null, message }).code).toBe("service_error");
    expect(classifyError(418, { code: null, message: message.trim() }).code).toBe("missing_api_key");
  });
});

describe("errorCodes", () => {
  const rows = Object.entries(errorCodes);

  it.each(rows)("%s tells what happened and what to do", (_, row) => {
    expect(row.summary).toMatch(/^\w.*\.$/);
    expect(row.remedy).toMatch(/^\w.*\.$/);
  });
});

describe("serviceSentences", () => {
  const sentences = Object.entries(serviceSentences) as Array<[ToldErrorCode, ServiceSentence]>; // a closed object

  it.each(sentences)("%s is found again by what it says", (name, sentence) => {
    expect(classifyError(errorCodes[name].status, sentence).code).toBe(name);
    expect(classifyError(null, sentence).code).toBe(name);
  });

  it("says something for every failure a server can tell", () => {
    const recognised = Object.entries(errorCodes).filter(([, row]) => row.match.length > 0);
    expect(Object.keys(serviceSentences)).toEqual(recognised.map(([code]) => code));
  });
});
