import type { ChatCompletion, ChatCompletionChunk } from "@qwire/protocol";
import { ChatError } from "../chat-error.ts";
import type { ChatEvent } from "../events.ts";
import type { ChatCall } from "./chat-call.ts";
import { createReading } from "./create-reading.ts";
import type { ItemReader } from "./flatten-batches.ts";
import { followCall } from "./follow-call.ts";
import type { View } from "./follow-reply.ts";
import type { ReplyHead } from "./open-reply.ts";
import { teeItems } from "./tee-items.ts";
import type { TeeOptions } from "./tee-items.ts";
import { toReadableStream } from "./to-readable-stream.ts";
import type { StreamFormat } from "./stream-format.ts";
import { asChunks, asEvents, asNothing, asReasoning, asText } from "./views.ts";

/** One of several readers of the same events. */
export type ChatBranch = AsyncGenerator<ChatEvent, undefined>;

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
     * The events for several readers, each at its own pace. The fastest waits when it is 1,000 events (`maxApart`) ahead of
     * the slowest: leave a branch that is not read any more. The last to leave closes the connection.
     */
    tee(count?: 2, options?: TeeOptions): [ChatBranch, ChatBranch];
    tee(count: number, options?: TeeOptions): ChatBranch[];
    /**
     * The reply as bytes, for a `Response`: as an event stream that any SDK reads, as JSON lines, or as text. Pulled by its
     * reader; cancelling it closes the connection. A failure is told in words of the error table; `completion()` has all of it.
     *
     * @example new Response(stream.toReadableStream("sse"), { headers: { "content-type": "text/event-stream" } })
     */
    toReadableStream(format: StreamFormat): ReadableStream<Uint8Array<ArrayBuffer>>;
    /**
     * Status, request id and headers, as soon as the reply has begun to say something. Sends nothing by itself: await it
     * beside or inside a loop. Rejects as the loop throws, and is never an unhandled rejection.
     */
    readonly response: Promise<ReplyHead>;
    /**
     * The whole reply. Reads the stream to its end when nobody else does; may be asked again, during and after a loop.
     * Inside the loop, await it only at the `finish` event: before that it waits for the loop itself. For the same
     * reason it waits for a way of reading that was taken (`text()` and so on) until somebody loops over it.
     *
     * @throws ChatError with what had arrived as its `partial`; `aborted` when the loop was left early.
     */
    completion(): Promise<ChatCompletion>;
    /** Gives up: the loop and `completion()` throw `aborted` with this reason as its cause. */
    abort(reason?: unknown): void;
  };

/** Makes a stream that opens its reply at the first pull. */
export function createChatStream(call: ChatCall): ChatStream {
  const reading = createReading<ChatCompletion>(call.control, readOnce);
  const opening = Promise.withResolvers<ReplyHead>();
  opening.promise.catch(() => undefined);

  const read = <T>(view: View<T>): ItemReader<T> =>
    reading.read(({ resolve, reject }) =>
      followCall(call, view, {
        opened: opening.resolve,
        resolve,
        reject(error) {
          opening.reject(error);
          reject(error);
        },
      }),
    );
  function tee(count?: 2, options?: TeeOptions): [ChatBranch, ChatBranch];
  function tee(count: number, options?: TeeOptions): ChatBranch[];
  function tee(count = 2, options: TeeOptions = {}): ChatBranch[] {
    return teeItems(read(asEvents), count, options);
  }
  // Whoever never reads never opens it.
  const neverOpened = (cause?: unknown): void => opening.reject(new ChatError("aborted", { cause }));

  return {
    [Symbol.asyncIterator]: () => read(asEvents),
    chunks: () => read(asChunks),
    text: () => read(asText),
    reasoning: () => read(asReasoning),
    tee,
    toReadableStream: (format) => toReadableStream(format, read),
    response: opening.promise,
    async completion() {
      if (!reading.isTaken()) await read(asNothing).drain();
      return reading.outcome();
    },
    abort(reason) {
      reading.abort(reason);
      neverOpened(reason);
    },
    async [Symbol.asyncDispose]() {
      neverOpened();
      await reading.dispose();
    },
  };
}

const readOnce = "keep what it yields, or ask completion() for the whole reply.";
