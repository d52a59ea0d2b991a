import { chatCompletion, readErrorBody } from "@qwire/protocol";
import type { ChatCompletion } from "@qwire/protocol";
import { ChatError, isChatError } from "../chat-error.ts";
import type { CallControl } from "../request/call-control.ts";
import { failureFrom } from "../request/read-failure.ts";
import { parsePayload } from "../request/parse-payload.ts";
import { readText } from "../request/read-text.ts";
import type { TransportReply } from "../transport.ts";
import type { ChatCall } from "./chat-call.ts";

/**
 * Reads a reply that is not streamed.
 *
 * @throws ChatError the service's error where the body holds one under status 200, `invalid_reply`, `connection_failed`
 *   when it breaks off, a timeout, `aborted`.
 */
export async function readCompletion(
  reply: TransportReply,
  { call, control }: { call: ChatCall; control: CallControl },
): Promise<ChatCompletion> {
  const reading = readText(reply.body, call.limits.maxReplyBytes);
  const text = await control.limit("first_event_timeout", call.timeouts.firstEventMs, reading).catch((cause: unknown) => {
    throw isChatError(cause) ? cause : new ChatError("connection_failed", { cause });
  });
  const payload = parsePayload(text);
  if (readErrorBody(payload) !== null) throw failureFrom(text, reply);
  const completion = chatCompletion.safeParse(payload);
  if (completion.success) return completion.data;
  throw new ChatError("invalid_reply", { status: reply.status, requestId: reply.headers.get("x-request-id") });
}
