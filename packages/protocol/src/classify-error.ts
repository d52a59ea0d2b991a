import type { ErrorBody } from "./error-body.ts";
import { errorCodes } from "./error-codes.ts";
import type { ErrorCode } from "./error-codes.ts";
import type { ErrorMatch, ErrorRow } from "./error-row.ts";

/** What the service said of a failure. */
export type ToldFailure = Pick<ErrorBody, "code" | "message">;

/** A row of `errorCodes` with its name. */
export type NamedErrorRow = ErrorRow & { code: ErrorCode };

/** Sentences of the service are short. A page that is no sentence must not keep the patterns busy. */
const readChars = 2000;

// TypeScript types the keys of any object as plain strings; this one is closed.
const rows = Object.entries(errorCodes) as Array<[ErrorCode, (typeof errorCodes)[ErrorCode]]>;

/**
 * The row of a failure: the first of `errorCodes` that matches by code or message, then the first that matches by status
 * alone, then `service_error`.
 *
 * @param status the HTTP status; `null` where there is none, as in the middle of a stream
 * @param body what `parseErrorBody` read
 */
export function classifyError(status: number | null, { code, message }: ToldFailure): NamedErrorRow {
  const failure = { status, code, message: message.slice(0, readChars) };
  const told = rows.find(([, row]) => row.match.some((match) => isTelling(match) && holds(match, failure)));
  const byStatus = rows.find(([, row]) => row.match.some((match) => !isTelling(match) && holds(match, failure)));
  const [name, row] = told ?? byStatus ?? (["service_error", errorCodes.service_error] as const);
  return { code: name, ...row };
}

function isTelling(match: ErrorMatch): boolean {
  return match.codes !== undefined || match.message !== undefined;
}

function holds(match: ErrorMatch, { status, code, message }: ToldFailure & { status: number | null }): boolean {
  if (match.status !== undefined && match.status !== status) return false;
  if (match.codes !== undefined && !match.codes.includes(code ?? "")) return false;
  return match.message === undefined || match.message.test(message);
}
