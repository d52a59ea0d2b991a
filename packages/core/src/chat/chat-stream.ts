import type { ChatCompletion, ChatCompletionChunk } from "@qwire/protocol";
import type { ChatEvent } from "../events.ts";
import type { ChatCall } from "./chat-call.ts";
import { createReading } from "./create-reading.ts";
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
    /** The answer, piece by piece, without the thinking; the first one's where `n` asked for several. */
    text(): AsyncIterable<string>;
    /** The thinking, piece by piece. */
    reasoning(): AsyncIterable<string>;
    /**
     * The whole reply. Reads the stream to its end when nobody else does; may be asked again, during and after a loop.
     * Inside the loop, await it only at the `finish` event: before that it waits for the loop itself.
     *
     * @throws ChatError with what had arrived as its `partial`; `aborted` when the loop was left early.
     */
    completion(): Promise<ChatCompletion>;
    /** Gives up: the loop and `completion()` throw `aborted` with this reason as its cause. */
    abort(reason?: unknown): void;
  };

/** The wire's own chunks, and nothing for the events after the last one. */
export const asChunks: View<ChatCompletionChunk> = {
  show: (_events, chunk) => (chunk === null ? [] : [chunk]),
  keepsAll: false,
};

const asEvents: View<ChatEvent> = { show: (events) => events, keepsAll: true };
const asNothing: View<never> = { show: () => [], keepsAll: true };
const asText: View<string> = { show: (events) => deltas(events, "text-delta"), keepsAll: false };
const asReasoning: View<string> = { show: (events) => deltas(events, "reasoning-delta"), keepsAll: false };

/** The first choice's: pieces of several answers in one text would be nobody's. */
function deltas(events: ChatEvent[], type: "text-delta" | "reasoning-delta"): string[] {
  return events.flatMap((event) => (event.type === type && event.choice === 0 ? [event.delta] : []));
}

/** Makes a stream that opens its reply at the first pull. */
export function createChatStream(call: ChatCall): ChatStream {
  const reading = createReading<ChatCompletion>(call.control, readOnce);
  const read = <T>(view: View<T>): AsyncGenerator<T, undefined> =>
    reading.read((outcome) => followReply(call, view, outcome));

  return {
    [Symbol.asyncIterator]: () => read(asEvents),
    chunks: () => read(asChunks),
    text: () => read(asText),
    reasoning: () => read(asReasoning),
    async completion() {
      if (!reading.isTaken()) for await (const _ of read(asNothing));
      return reading.outcome();
    },
    abort: reading.abort,
    [Symbol.asyncDispose]: reading.dispose,
  };
}

const readOnce = "keep what it yields, or ask completion() for the whole reply.";
