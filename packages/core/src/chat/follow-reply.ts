import type { ChatCompletion, ChatCompletionChunk } from "@qwire/protocol";
import { ChatError, isChatError, withPartial } from "../chat-error.ts";
import type { ChatEvent } from "../events.ts";
import { createCompletionDraft } from "../stream/completion-draft.ts";
import type { ChatCall } from "./chat-call.ts";
import { openReply } from "./open-reply.ts";
import type { OpenReply } from "./open-reply.ts";

/** Chooses what a reader gets of a chunk and the events it brought; `null` for the events after the last chunk. */
export type View<T> = (events: ChatEvent[], chunk: ChatCompletionChunk | null) => readonly T[];

/** Where the end of a reply is told besides the loop. */
export type Outcome = { resolve(completion: ChatCompletion): void; reject(error: unknown): void };

/**
 * Opens a reply, follows it to its end and yields what the view chooses, one array per piece of the network. Returns
 * the whole reply. Leaving early closes the connection.
 *
 * @param outcome is told the reply, the error, or `aborted` when the loop was left early.
 * @throws ChatError with what had arrived as its `partial`.
 */
export async function* followReply<T>(
  call: ChatCall,
  view: View<T>,
  outcome: Outcome,
): AsyncGenerator<readonly T[], ChatCompletion> {
  const draft = createCompletionDraft();
  let reply: OpenReply | null = null;
  let isOver = false;
  const soFar = (): ChatCompletion => {
    const whole = reply?.whole ?? draft.snapshot();
    return reply?.requestId ? { ...whole, request_id: reply.requestId } : whole;
  };
  try {
    call.control.begin();
    reply = await openReply(call);
    for (const chunk of reply.held) yield view(draft.add(chunk), chunk);
    for await (const chunks of reply.rest) yield chunks.flatMap((chunk) => view(draft.add(chunk), chunk));
    if (!draft.isComplete()) throw new ChatError("stream_cut", { requestId: reply.requestId });
    isOver = true;
    const completion = soFar();
    outcome.resolve(completion);
    const finishReason = completion.choices[0]?.finish_reason ?? null;
    yield view([...draft.end(), { type: "finish", finishReason, completion }], null);
    return completion;
  } catch (error) {
    const told = isChatError(error) && reply !== null ? withPartial(error, soFar()) : error;
    outcome.reject(told);
    throw told;
  } finally {
    if (!isOver) {
      const left = new ChatError("aborted", { partial: reply === null ? null : soFar() });
      outcome.reject(left);
      reply?.control.abort(left);
    }
    reply?.control.dispose();
    call.control.dispose();
  }
}
