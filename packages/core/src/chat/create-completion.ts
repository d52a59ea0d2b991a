import type { ChatCompletion } from "@qwire/protocol";
import type { ChatCall } from "./chat-call.ts";
import { followCall } from "./follow-call.ts";
import { asNothing } from "./views.ts";

/**
 * A whole reply, however it came: a server that streams although nobody asked is folded.
 *
 * @throws ChatError
 */
export function createCompletion(call: ChatCall): Promise<ChatCompletion> {
  const { promise, resolve, reject } = Promise.withResolvers<ChatCompletion>();
  const reply = followCall(call, asNothing, { resolve, reject });
  // Nothing is seen on the way, so one pull comes to the end; the failure is told by the outcome.
  void reply.pull({ take: () => undefined, end: () => null, fail: () => null });
  return promise;
}
