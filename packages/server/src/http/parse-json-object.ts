import type { ApiError } from "./api-error.ts";
import { serviceError, serviceErrorSaying } from "./service-errors.ts";

const maxDepth = 512;

/** A request body, or why there is none. */
export type JsonBody = { fields: { [field: string]: unknown } } | { error: ApiError };

/**
 * Body text to an object, or the 400 that says what is wrong. Never throws for a client's doing.
 *
 * @param decode reads JSON; may throw
 */
export function parseJsonObject(text: string, decode: (text: string) => unknown): JsonBody {
  if (isTooDeep(text)) {
    return { error: serviceErrorSaying("invalid_request", `Required body invalid: nested deeper than ${maxDepth}.`) };
  }
  const payload = tryDecode(text, decode);
  if (typeof payload !== "object" || payload === null || Array.isArray(payload)) {
    return { error: serviceError("invalid_request") };
  }
  // A boundary: an object read from JSON.
  return { fields: payload as { [field: string]: unknown } };
}

function tryDecode(text: string, decode: (text: string) => unknown): unknown {
  try {
    return decode(text);
  } catch {
    // Not JSON: the caller answers with a 400.
    return undefined;
  }
}

/** Counts brackets outside strings before anything recursive sees the text. */
function isTooDeep(text: string): boolean {
  if (text.length <= maxDepth) return false;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const mark = text[at];
    if (inString) {
      if (mark === "\\") at++;
      else if (mark === '"') inString = false;
    } else if (mark === '"') inString = true;
    else if (mark === "{" || mark === "[") {
      depth++;
      if (depth > maxDepth) return true;
    } else if (mark === "}" || mark === "]") depth--;
  }
  return false;
}
