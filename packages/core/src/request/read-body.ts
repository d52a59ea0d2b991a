import { ChatError, isChatError } from "../chat-error.ts";
import { connectionReason } from "../connection-reason.ts";
import type { TransportReply } from "../transport.ts";
import type { CallControl } from "./call-control.ts";
import { plainCause } from "./plain-cause.ts";
import { readText } from "./read-text.ts";

/**
 * Reads the body of a reply that is not streamed.
 *
 * @throws ChatError `connection_failed` when it breaks off, `first_event_timeout`, `invalid_reply` beyond the limit.
 */
export function readBody(
  reply: TransportReply,
  options: { control: CallControl; firstEventMs: number; maxReplyBytes: number },
): Promise<string> {
  const { control, firstEventMs, maxReplyBytes } = options;
  const reading = (): Promise<string> => readText(reply.body, maxReplyBytes);
  return control.limit("first_event_timeout", firstEventMs, reading).catch((cause: unknown) => {
    if (isChatError(cause)) throw cause;
    throw new ChatError("connection_failed", { reason: connectionReason(cause), cause: plainCause(cause) });
  });
}
