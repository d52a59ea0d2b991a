import { errorCodes, serviceSentences } from "@qwire/protocol";
import type { ToldErrorCode } from "@qwire/protocol";
import type { ApiError } from "./api-error.ts";

/** Failures the service itself tells: rows of protocol's table, without those that only a client can find out. */
export type ServiceErrorName = ToldErrorCode;

export function isServiceErrorName(name: string): name is ServiceErrorName {
  return Object.hasOwn(serviceSentences, name);
}

/** What a sentence of the service names. */
export type ErrorDetails = { model?: string; limit?: string | number };

/** The error in the service's own words, which stand in protocol's tables. */
export function serviceError(name: ServiceErrorName, details: ErrorDetails = {}): ApiError {
  const { status } = errorCodes[name];
  const { code, type, message } = serviceSentences[name];
  const named = { model: "unknown", limit: 32_768, ...details };
  return {
    status: status ?? 500,
    code,
    type,
    message: message.replace("{model}", named.model).replace("{limit}", String(named.limit)),
  };
}

/** The service's error with another sentence. */
export function serviceErrorSaying(name: ServiceErrorName, message: string): ApiError {
  return { ...serviceError(name), message };
}
