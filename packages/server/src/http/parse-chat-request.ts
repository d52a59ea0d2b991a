import { decodeExactJson } from "@qwire/protocol";
import type { ChatRequest, DocumentedProfile } from "@qwire/protocol";
import type { ApiError } from "./api-error.ts";
import { checkRules } from "./check-rules.ts";
import { parseJsonObject } from "./parse-json-object.ts";
import { serviceErrorSaying } from "./service-errors.ts";

/** Body text to a checked request, or the 400 that says what is wrong and where. Never throws for a client's doing. */
export function parseChatRequest(text: string, server: DocumentedProfile): ChatRequest | ApiError {
  const body = parseJsonObject(text, decodeExactJson);
  if ("error" in body) return body.error;
  const payload = body.fields;
  if (!("model" in payload)) return missing("model");
  if (!("messages" in payload)) return missing("messages");
  const { messages } = payload;
  if (Array.isArray(messages) && messages.length === 0) {
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
