import type { ApiError } from "../http/api-error.ts";
import { serviceError, serviceErrorSaying } from "../http/service-errors.ts";
import type { Fired } from "./deadlines.ts";
import type { LimitRefusal } from "./limiter.ts";

/** An error the gateway itself answers with: a row of protocol's table, and in a few cases a status that says more. */
export type GatewayError = ApiError & { retryAfterMs?: number };

export function notAuthorized(): GatewayError {
  return serviceErrorSaying("invalid_api_key", "This gateway does not know you: sign in, or check your token.");
}

export function wrongOrigin(origin: string): GatewayError {
  const message = `Pages of ${JSON.stringify(origin)} may not use this gateway: its \`origins\` do not name them.`;
  return serviceErrorSaying("access_denied", message);
}

export function wrongContentType(type: string | undefined): GatewayError {
  const given =
    type === undefined ? "Content-Type is missing" : `Content-Type ${JSON.stringify(type)} is not supported`;
  return { ...serviceErrorSaying("invalid_request", `${given}: send application/json.`), status: 415 };
}

export function tooLarge(maxBytes: number): GatewayError {
  return { ...serviceErrorSaying("request_too_large", `The body is larger than ${maxBytes} bytes.`), status: 413 };
}

export function unknownParameter(name: string): GatewayError {
  const message = `Unknown parameter: ${JSON.stringify(name)}. This gateway does not pass it on.`;
  return { ...serviceErrorSaying("invalid_request", message), param: name };
}

const limitWords = {
  requests: { row: "rate_limited", says: "Your requests per minute are used up" },
  tokens: { row: "quota_throttled", says: "Your tokens per minute are used up" },
  streams: { row: "rate_limited", says: "Too many concurrent requests" },
  unavailable: { row: "service_overloaded", says: "The gateway cannot count your requests now" },
} as const;

export function overLimit({ reason, retryAfterMs }: LimitRefusal): GatewayError {
  const { row, says } = limitWords[reason];
  const seconds = Math.ceil(retryAfterMs / 1000);
  return { ...serviceErrorSaying(row, `${says}: try again in ${seconds} s.`), retryAfterMs };
}

/** A function of the operator's threw: nobody's business but theirs. */
export function ownFault(): GatewayError {
  return serviceErrorSaying("internal_error", "The gateway failed while processing your request.");
}

/** No reply could be had. */
function unreachable(): GatewayError {
  return { ...serviceErrorSaying("internal_error", "The gateway could not reach the service."), status: 502 };
}

/** The key is the gateway's, so its refusal is the gateway's failure and none of the client's. */
export function ownKeyRefused(): GatewayError {
  return { ...serviceErrorSaying("internal_error", "The service refused the gateway's own key."), status: 502 };
}

export function unreadable(status: number): GatewayError {
  const says = `The service answered HTTP ${status} with something that is no chat reply.`;
  const row = status === 429 ? "rate_limited" : status === 503 ? "service_overloaded" : "internal_error";
  return { ...serviceErrorSaying(row, says), status: status === 429 || status >= 500 ? status : 502 };
}

export function brokenOff(): GatewayError {
  return { ...serviceErrorSaying("internal_error", "The service's reply broke off."), status: 502 };
}

const waits = {
  headers: "did not begin to answer",
  firstByte: "sent headers and then nothing",
  idle: "fell silent",
  total: "took longer than the gateway allows",
} as const;

/** @param fired `null`: the connection itself failed */
export function notAnswered(fired: Fired | null): GatewayError {
  if (fired === null) return unreachable();
  // Of a client that has left nobody reads it.
  if (fired === "aborted") return { ...serviceError("internal_error"), status: 499 };
  return timedOut(fired);
}

export function timedOut(fired: Exclude<Fired, "aborted">): GatewayError {
  if (fired === "read")
    return { ...serviceErrorSaying("invalid_request", "The body did not arrive in time."), status: 408 };
  return { ...serviceErrorSaying("service_timeout", `The service ${waits[fired]}.`), status: 504 };
}
