import { classifyError, errorCodes } from "@qwire/protocol";
import type { ErrorBody } from "@qwire/protocol";
import { ChatError } from "../chat-error.ts";

/** A failure the service told, as the one error: what it is, the service's own words, what to do. */
export function serviceError(
  body: ErrorBody,
  reply: { status: number | null; requestId?: string | null; retryAfterMs?: number | null },
): ChatError {
  const { status, retryAfterMs } = reply;
  const requestId = reply.requestId ?? body.requestId;
  const code = classifyError({ ...body, status });
  const { summary, remedy } = errorCodes[code];
  const facts = [status, body.code, requestId && `request ${requestId}`].filter(Boolean).join(", ");
  const words = body.message.trim();
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
