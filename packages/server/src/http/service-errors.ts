import { errorCodes } from "@qwire/protocol";
import type { ClientErrorCode, ErrorCode } from "@qwire/protocol";
import type { ApiError } from "./api-error.ts";

/** Failures the service itself tells: rows of protocol's table, without those that only a client can find out. */
export type ServiceErrorName = Exclude<ErrorCode, ClientErrorCode | "service_error">;

export function isServiceErrorName(name: string): name is ServiceErrorName {
  return Object.entries(errorCodes).some(([code, row]) => code === name && row.says !== undefined);
}

/** What a sentence of the service names. */
export type ErrorDetails = { model?: string; limit?: string | number };

/** The error in the service's own words, which stand in protocol's table. */
export function serviceError(name: ServiceErrorName, details: ErrorDetails = {}): ApiError {
  const { status, says } = errorCodes[name];
  const { code, type, message } = says ?? { code: name, type: name, message: name };
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
