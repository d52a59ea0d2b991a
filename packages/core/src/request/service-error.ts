import { classifyError, errorCodes } from "@qwire/protocol/client";
import type { ErrorBody, ErrorCode } from "@qwire/protocol";
import { ChatError } from "../chat-error.ts";
import { endSentence } from "./end-sentence.ts";
import { shorten } from "./shorten.ts";

/** The service's sentences are short; a page that is no sentence is cut. */
const maxWords = 1000;

/**
 * A failure the service told, as the one error: what it is, the service's own words, what to do.
 *
 * @param reply `code`: where it is known already; default: what the table says of body and status.
 */
export function serviceError(
  body: ErrorBody,
  reply: { status: number | null; requestId?: string | null; retryAfterMs?: number | null; code?: ErrorCode },
): ChatError {
  const { status, retryAfterMs, code = classifyError(status, body).code } = reply;
  const requestId = reply.requestId ?? body.requestId;
  const { summary, remedy } = errorCodes[code];
  const facts = [status, body.code, requestId && `request ${requestId}`].filter(Boolean).join(", ");
  const words = endSentence(shorten(body.message.trim(), maxWords));
  const message = [
    facts === "" ? summary : `${summary} (${facts})`,
    words === "" ? "" : `The service says: ${words}`,
    remedy,
  ];
  return new ChatError(code, {
    message: message.filter((part) => part !== "").join(" "),
    status,
    requestId,
    retryAfterMs,
  });
}
