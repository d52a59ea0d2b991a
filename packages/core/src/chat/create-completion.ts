import type { ChatCompletion } from "@qwire/protocol";
import type { ChatCall } from "./chat-call.ts";
import { followReply } from "./follow-reply.ts";

/**
 * A whole reply, however it came: a server that streams although nobody asked is folded.
 *
 * @throws ChatError
 */
export async function createCompletion(call: ChatCall): Promise<ChatCompletion> {
  const { promise, resolve, reject } = Promise.withResolvers<ChatCompletion>();
  promise.catch(() => undefined);
  for await (const _ of followReply(call, () => [], { resolve, reject }));
  return promise;
}
