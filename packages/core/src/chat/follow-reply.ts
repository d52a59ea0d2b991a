import type { ChatCompletion, ChatCompletionChunk } from "@qwire/protocol";
import { ChatError, isChatError, withKnown } from "../chat-error.ts";
import type { ChatEvent } from "../events.ts";
import { hideKey } from "../request/hide-key.ts";
import { createCompletionDraft } from "../stream/completion-draft.ts";
import type { CompletionDraft } from "../stream/completion-draft.ts";
import type { ChatCall } from "./chat-call.ts";
import type { Outcome } from "./create-reading.ts";
import { openReply } from "./open-reply.ts";
import type { OpenReply, ReplyHead } from "./open-reply.ts";

/** What a reader gets to see. */
export type View<T> = {
  /** Chooses from a chunk and the events it brought; `null` for the events after the last chunk. */
  show(events: ChatEvent[], chunk: ChatCompletionChunk | null): readonly T[];
  /** Whether the whole text is kept, however long: it has to be where the last event tells it. */
  keepsAll: boolean;
};

/** Where the beginning and the end of a reply are told besides the loop. */
export type ReplyOutcome = Outcome<ChatCompletion> & { opened?(head: ReplyHead): void };

/**
 * Opens a reply, follows it to its end and yields what the view chooses, one array per piece of the network. Returns
 * the whole reply. Leaving early closes the connection. Written as an iterator, because a generator's own bookkeeping
 * costs more than reading a chunk; ask for the next step only after the last one has come.
 *
 * @param outcome is told the reply, the error, or `aborted` when the loop was left early.
 * @throws ChatError with what had arrived as its `partial`.
 */
export function followReply<T>(
  call: ChatCall,
  view: View<T>,
  outcome: ReplyOutcome,
): AsyncGenerator<readonly T[], ChatCompletion> {
  const draft = createCompletionDraft(view.keepsAll ? undefined : call.limits.maxKeptText);
  let reply: OpenReply | null = null;
  let completion: ChatCompletion | null = null;
  let isOver = false;

  const see = (chunks: ChatCompletionChunk[]): IteratorYieldResult<readonly T[]> => {
    const seen: T[] = [];
    for (const chunk of chunks) for (const item of view.show(draft.add(chunk), chunk)) seen.push(item);
    return { done: false, value: seen };
  };
  // Without the end mark, a choice that was asked for and has not begun may still have been on its way.
  const isWhole = (): boolean => draft.isComplete(reply?.rest.hasEndMark() === true ? 0 : (call.request.n ?? 1));

  const open = async (): Promise<IteratorResult<readonly T[], ChatCompletion>> => {
    call.control.begin();
    reply = await openReply(call);
    // The reader may have left in the very moment it opened: then there is nobody to read or to close it but us.
    if (isOver) giveUp(reply);
    const { status, requestId, headers } = reply;
    outcome.opened?.({ status, requestId, headers });
    return see(reply.held);
  };
  const finish = (from: OpenReply): IteratorYieldResult<readonly T[]> => {
    if (!isWhole()) throw new ChatError("stream_cut");
    completion = toldSoFar(from, draft);
    if (draft.isBeyond()) outcome.reject(new ChatError("reply_not_kept", { partial: completion }));
    else outcome.resolve(completion);
    const finishReason = completion.choices[0]?.finish_reason ?? null;
    return { done: false, value: view.show([...draft.end(), { type: "finish", finishReason, completion }], null) };
  };
  const release = (): void => {
    isOver = true;
    if (reply !== null) close(reply);
    call.control.dispose();
  };
  const fail = (error: unknown): never => {
    const told = isChatError(error) && reply !== null ? toldWith(error, reply, draft) : error;
    release();
    outcome.reject(told);
    throw told;
  };
  const leave = (): void => {
    if (isOver) return;
    const left = new ChatError("aborted", { partial: reply === null ? null : toldSoFar(reply, draft) });
    outcome.reject(left);
    if (completion === null) reply?.control.abort(left);
    release();
  };

  return {
    async next() {
      try {
        if (completion !== null) {
          release();
          return { done: true, value: completion };
        }
        if (reply === null) return await open();
        const chunks = await reply.rest.next(isWhole);
        return chunks === null ? finish(reply) : see(chunks);
      } catch (error) {
        return fail(error);
      }
    },
    async return(value) {
      leave();
      return { done: true, value: await value };
    },
    async throw(error) {
      leave();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      leave();
    },
  };
}

/** Closes the body, also where nobody has pulled the rest yet. */
function close({ rest, control }: OpenReply): void {
  rest.close();
  control.dispose();
}

function giveUp(reply: OpenReply): never {
  const left = new ChatError("aborted");
  reply.control.abort(left);
  close(reply);
  throw left;
}

function toldSoFar(reply: OpenReply, draft: CompletionDraft): ChatCompletion {
  const snapshot = draft.snapshot();
  const completion = reply.whole === null ? snapshot : withIds(reply.whole, snapshot);
  return reply.requestId === null ? completion : { ...completion, request_id: reply.requestId };
}

/** The reply as it came, with the ids its calls are told under where they came without. */
function withIds(whole: ChatCompletion, { choices }: ChatCompletion): ChatCompletion {
  const idAt = (choice: number, at: number): string | undefined =>
    choices.find(({ index }) => index === choice)?.message.tool_calls?.[at]?.id;
  const withOwnIds = whole.choices.map((choice) => {
    const calls = choice.message.tool_calls?.map((call, at) => ({ ...call, id: idAt(choice.index, at) ?? call.id }));
    return calls === undefined ? choice : { ...choice, message: { ...choice.message, tool_calls: calls } };
  });
  return { ...whole, choices: withOwnIds };
}

function toldWith(error: ChatError, reply: OpenReply, draft: CompletionDraft): ChatError {
  const { status, requestId, key } = reply;
  return hideKey(withKnown(error, { partial: toldSoFar(reply, draft), status, requestId }), key);
}
