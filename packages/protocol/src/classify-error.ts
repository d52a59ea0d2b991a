import type { ErrorBody } from "./error-body.ts";
import { errorCodes } from "./error-codes.ts";
import type { ErrorCode } from "./error-codes.ts";
import type { ErrorMatch } from "./error-row.ts";

/** What is known of a failure the service told. */
export type ServiceFailure = Pick<ErrorBody, "code" | "message"> & { status: number | null };

/** Sentences of the service are short. A page that is no sentence must not keep the patterns busy. */
const readChars = 2000;

// TypeScript types the keys of any object as plain strings; this one is closed.
const rows = Object.entries(errorCodes) as Array<[ErrorCode, (typeof errorCodes)[ErrorCode]]>;

/**
 * Names a failure: the first row of `errorCodes` that matches by code or message, then the first that matches by
 * status alone, then `service_error`.
 */
export function classifyError({ status, code, message }: ServiceFailure): ErrorCode {
  const failure = { status, code, message: message.slice(0, readChars) };
  const told = rows.find(([, row]) => row.match.some((match) => isTelling(match) && holds(match, failure)));
  const byStatus = rows.find(([, row]) => row.match.some((match) => !isTelling(match) && holds(match, failure)));
  return (told ?? byStatus)?.[0] ?? "service_error";
}

function isTelling(match: ErrorMatch): boolean {
  return match.codes !== undefined || match.message !== undefined;
}

function holds(match: ErrorMatch, { status, code, message }: ServiceFailure): boolean {
  if (match.status !== undefined && match.status !== status) return false;
  if (match.codes !== undefined && !match.codes.includes(code ?? "")) return false;
  return match.message === undefined || match.message.test(message);
}
