import type { BatchSource } from "../batch-source.ts";
import { loadedLater } from "../run/loaded-later.ts";
import type { ChatCall } from "./chat-call.ts";
import { followReply } from "./follow-reply.ts";
import type { ReplyOutcome, View } from "./follow-reply.ts";

/**
 * The reply of a call, through its middleware where it has any.
 *
 * @throws TypeError where chunks are to pass through one.
 */
export function followCall<T>(call: ChatCall, view: View<T>, outcome: ReplyOutcome): BatchSource<T> {
  if (call.middleware.length === 0) return followReply(call, view, outcome);
  if (view.event === null && view.chunk !== null) {
    throw new TypeError("Chunks are the wire's own and pass through no middleware: loop over events instead.");
  }
  // Loaded by those who have one.
  return loadedLater(async () => (await import("./follow-middleware.ts")).followMiddleware(call, view, outcome));
}
