import type { ErrorRow } from "../error-row.ts";

export type ServiceErrorCode =
  | "quota_throttled"
  | "burst_limited"
  | "rate_limited"
  | "model_output_invalid"
  | "service_timeout"
  | "service_overloaded"
  | "internal_error"
  | "invalid_request"
  | "service_error";

/** Failures of the service and its limits, and what no other row explains. */
export const serviceErrors: { readonly [Code in ServiceErrorCode]: ErrorRow } = {
  quota_throttled: {
    status: 429,
    retryable: true,
    // Unlike OpenAI's, this word means tokens per minute: it passes within about a minute.
    match: [
      { codes: ["insufficient_quota", "Throttling.AllocationQuota"] },
      { message: /allocated quota exceeded|exceeded your current quota|\bTPM\b/i },
    ],
    minWaitMs: 2000,
    summary: "More tokens a minute than the account may use.",
    remedy: "Wait up to a minute, send less at once, or ask for a larger quota.",
  },
  burst_limited: {
    status: 429,
    retryable: true,
    match: [
      { codes: ["limit_burst_rate", "Throttling.BurstRate"] },
      { message: /request rate increased too quickly/i },
    ],
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
    remedy: "Wait and send fewer at once; limits hold per account and model.",
  },
  model_output_invalid: {
    status: 500,
    retryable: false,
    match: [{ message: /expecting ',' delimiter|list index out of range/i }],
    summary: "The service could not read the model's output or the request's messages.",
    remedy: "Check that the last message is from the user or a tool; else rephrase it.",
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
      { codes: ["missing_required_parameter", "InvalidURL", "BadRequest.EmptyModel"] },
      { message: /InternalError\.Algo\.InvalidParameter/ },
      { status: 400 },
      { status: 422 },
    ],
    summary: "The service refused the request.",
    remedy: "The message names the field; compare it with the documentation.",
  },
  service_error: {
    status: null,
    retryable: false,
    match: [],
    summary: "The service answered with an unknown error.",
    remedy: "Read the message; the request id helps the service's support.",
  },
};
