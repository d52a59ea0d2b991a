import { decodeJson } from "@qwire/protocol";
import type { ChatRequest, DocumentedProfile } from "@qwire/protocol";
import type { ApiError } from "./api-error.ts";
import { checkRules } from "./check-rules.ts";
import { serviceError, serviceErrorSaying } from "./service-errors.ts";

const maxDepth = 512;

/** Body text to a checked request, or the 400 that says what is wrong and where. Never throws for a client's doing. */
export function parseChatRequest(text: string, server: DocumentedProfile): ChatRequest | ApiError {
  if (isTooDeep(text))
    return serviceErrorSaying("invalid_request", `Required body invalid: nested deeper than ${maxDepth}.`);
  const payload = tryDecode(text);
  if (typeof payload !== "object" || payload === null || Array.isArray(payload)) return serviceError("invalid_request");
  if (!("model" in payload)) return missing("model");
  if (!("messages" in payload)) return missing("messages");
  if (Array.isArray(payload.messages) && payload.messages.length === 0) {
    return serviceErrorSaying(
      "invalid_request",
      "<400> InternalError.Algo.InvalidParameter: [] is too short - 'messages'",
    );
  }
  return checkRules(payload, server);
}

/** The service's sentence for `messages` (seen in a public issue), and the same for `model`. */
function missing(field: string): ApiError {
  return {
    ...serviceErrorSaying("invalid_request", `you must provide a ${field} parameter`),
    code: "missing_required_parameter",
  };
}

function tryDecode(text: string): unknown {
  try {
    return decodeJson(text);
  } catch {
    // Not JSON: the caller answers with a 400.
    return undefined;
  }
}

/** Counts brackets outside strings before anything recursive sees the text. */
function isTooDeep(text: string): boolean {
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
