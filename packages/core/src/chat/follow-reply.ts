import type { ChatCompletion, ChatCompletionChunk } from "@qwire/protocol";
import { nobody } from "../batch-source.ts";
import type { BatchSource, Receiver } from "../batch-source.ts";
import { ChatError, isChatError, withKnown } from "../chat-error.ts";
import type { ChatEvent } from "../events.ts";
import { hideKey } from "../request/hide-key.ts";
import { createCompletionDraft } from "../stream/completion-draft.ts";
import type { CompletionDraft } from "../stream/completion-draft.ts";
import type { ChatCall } from "./chat-call.ts";
import type { Outcome } from "./create-reading.ts";
import { openReply } from "./open-reply.ts";
import type { OpenReply, ReplyHead } from "./open-reply.ts";

/** What a reader gets to see. What nobody looks at is not made. */
export type View<T> = {
  /** Chooses from a chunk. */
  chunk: ((chunk: ChatCompletionChunk, items: T[]) => void) | null;
  /** Chooses from an event. */
  event: ((event: ChatEvent, items: T[]) => void) | null;
  /** Whether the whole text is kept, however long: it has to be where the last event tells it. */
  keepsAll: boolean;
};

/** Where the beginning and the end of a reply are told besides the loop. */
export type ReplyOutcome = Outcome<ChatCompletion> & { opened?(head: ReplyHead): void };

/**
 * Opens a reply and follows it to its end; brings what the view chooses, one batch per piece of the network. Leaving early
 * closes the connection. Failures are ChatErrors with what had arrived as their `partial`.
 *
 * @param outcome is told the reply, the error, or `aborted` when it was left early.
 */
export function followReply<T>(call: ChatCall, view: View<T>, outcome: ReplyOutcome): BatchSource<T> {
  const draft = createCompletionDraft(view.keepsAll ? undefined : call.limits.maxKeptText);
  let reply: OpenReply | null = null;
  let completion: ChatCompletion | null = null;
  let isOver = false;
  let items: T[] = [];
  let to: Receiver<readonly T[], unknown> = nobody;

  const { event: choose } = view;
  const tell = choose === null ? null : (event: ChatEvent): void => choose(event, items);
  const see = (chunks: readonly ChatCompletionChunk[]): unknown => {
    items = [];
    for (const chunk of chunks) {
      view.chunk?.(chunk, items);
      draft.add(chunk, tell);
    }
    return items.length > 0 ? to.take(items) : undefined;
  };
  // Without the end mark, a choice that was asked for and has not begun may still have been on its way.
  const isWhole = (): boolean => draft.isComplete(reply?.rest.hasEndMark() === true ? 0 : (call.request.n ?? 1));

  const open = async (): Promise<unknown> => {
    try {
      call.control.begin();
      call.watch?.begin(call.request);
      reply = await openReply(call);
      // The reader may have left in the very moment it opened: then there is nobody to read or to close it but us.
      if (isOver) giveUp(reply);
      const { status, requestId, headers, held } = reply;
      outcome.opened?.({ status, requestId, headers });
      return see(held) ?? reply.rest.pull(rest);
    } catch (error) {
      return fail(error);
    }
  };
  const finish = (from: OpenReply): unknown => {
    if (!isWhole()) throw new ChatError("stream_cut");
    items = [];
    if (tell !== null) draft.end(tell);
    completion = toldSoFar(from, draft);
    call.watch?.end({ completion });
    if (draft.isBeyond()) outcome.reject(new ChatError("reply_not_kept", { partial: completion }));
    else outcome.resolve(completion);
    tell?.({ type: "finish", finishReason: completion.choices[0]?.finish_reason ?? null, completion });
    release();
    return (items.length > 0 ? to.take(items) : undefined) ?? to.end();
  };
  const release = (error: unknown = null): void => {
    isOver = true;
    if (reply !== null) {
      close(reply);
      reply.leave?.({ usage: completion?.usage ?? null, error });
    }
    call.control.dispose();
  };
  const fail = (error: unknown): unknown => {
    const told = isChatError(error) && reply !== null ? toldWith(error, reply, draft) : error;
    release(told);
    call.watch?.end({ error: told });
    outcome.reject(told);
    return to.fail(told);
  };
  const rest: Receiver<readonly ChatCompletionChunk[], unknown> = {
    take: see,
    end: () => finish(reply as OpenReply),
    fail(error) {
      // The connection broke off or fell silent behind a whole reply: nothing is missing but the usage.
      const isBehind =
        isChatError(error) && (error.code === "stream_cut" || error.code === "idle_timeout") && isWhole();
      return isBehind ? finish(reply as OpenReply) : fail(error);
    },
  };
  const next = (): Promise<unknown> => {
    if (completion !== null) return Promise.resolve(to.end());
    return reply === null ? open() : reply.rest.pull(rest);
  };

  return {
    pull<R>(receiver: Receiver<readonly T[], R>): Promise<R> {
      to = receiver;
      // A boundary: what comes out is what this receiver makes.
      return next() as Promise<R>;
    },
    hasEnded: () => completion !== null,
    leave() {
      if (isOver) return;
      const left = new ChatError("aborted", { partial: reply === null ? null : toldSoFar(reply, draft) });
      outcome.reject(left);
      call.watch?.end({ error: left });
      reply?.control.abort(left);
      release(left);
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
