import type { ChatCompletion, ChatCompletionChunk } from "@qwire/protocol";
import { ChatError } from "../chat-error.ts";
import type { ChatEvent } from "../events.ts";
import type { ChatCall } from "./chat-call.ts";
import { flattenBatches } from "./flatten-batches.ts";
import { followReply } from "./follow-reply.ts";
import type { View } from "./follow-reply.ts";

/**
 * A reply on its way. Nothing is sent before the first pull; it is read once, in one of the ways below. Leaving the
 * loop, `abort()` and disposal close the connection.
 */
export type ChatStream = AsyncIterable<ChatEvent> &
  AsyncDisposable & {
    /** The wire's own chunks. */
    chunks(): AsyncIterable<ChatCompletionChunk>;
    /** The answer, piece by piece, without the thinking. */
    text(): AsyncIterable<string>;
    /** The thinking, piece by piece. */
    reasoning(): AsyncIterable<string>;
    /**
     * The whole reply. Reads the stream to its end when nobody else does; may be asked again, during and after a loop.
     *
     * @throws ChatError with what had arrived as its `partial`; `aborted` when the loop was left early.
     */
    completion(): Promise<ChatCompletion>;
    /** Gives up: the loop and `completion()` throw `aborted` with this reason as its cause. */
    abort(reason?: unknown): void;
  };

const asEvents: View<ChatEvent> = (events) => events;
const asChunks: View<ChatCompletionChunk> = (_events, chunk) => (chunk === null ? [] : [chunk]);
const asText: View<string> = (events) => events.flatMap((event) => (event.type === "text-delta" ? [event.delta] : []));
const asReasoning: View<string> = (events) =>
  events.flatMap((event) => (event.type === "reasoning-delta" ? [event.delta] : []));

/** Makes a stream that opens its reply at the first pull. */
export function createChatStream(call: ChatCall): ChatStream {
  const { promise: outcome, resolve, reject } = Promise.withResolvers<ChatCompletion>();
  // Whoever loops sees the error there; it is no unhandled rejection when nobody asks for the completion.
  outcome.catch(() => undefined);
  let isTaken = false;

  const read = <T>(view: View<T>): AsyncGenerator<T, undefined> => {
    if (isTaken) {
      throw new TypeError("A stream is read once: keep what it yields, or ask completion() for the whole reply.");
    }
    isTaken = true;
    return flattenBatches(followReply(call, view, { resolve, reject }));
  };

  const abort = (reason?: unknown): void => call.control.abort(new ChatError("aborted", { cause: reason }));

  return {
    [Symbol.asyncIterator]: () => read(asEvents),
    chunks: () => read(asChunks),
    text: () => read(asText),
    reasoning: () => read(asReasoning),
    async completion() {
      if (!isTaken) for await (const _ of read<never>(() => []));
      return outcome;
    },
    abort,
    async [Symbol.asyncDispose]() {
      abort();
    },
  };
}
