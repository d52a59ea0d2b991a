import type { ChatCompletion } from "@qwire/protocol";
import type { ChatCall } from "./chat-call.ts";
import { followReply } from "./follow-reply.ts";
import { asNothing } from "./views.ts";

/**
 * A whole reply, however it came: a server that streams although nobody asked is folded.
 *
 * @throws ChatError
 */
export async function createCompletion(call: ChatCall): Promise<ChatCompletion> {
  const reply = followReply(call, asNothing, { resolve: () => undefined, reject: () => undefined });
  for (;;) {
    const step = await reply.next();
    if (step.done === true) return step.value;
  }
}
