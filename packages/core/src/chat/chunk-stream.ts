import type { ChatCompletion, ChatCompletionChunk } from "@qwire/protocol";
import { createChatStream } from "./chat-stream.ts";
import type { ChatCall } from "./chat-call.ts";

/** What `create({ stream: true })` resolves to: the wire's own chunks, read once. Leaving the loop closes the connection. */
export type ChunkStream = AsyncIterable<ChatCompletionChunk> &
  AsyncDisposable & {
    /** The whole reply, folded from the chunks. */
    completion(): Promise<ChatCompletion>;
    /** Gives up: the loop throws `aborted` with this reason as its cause. */
    abort(reason?: unknown): void;
  };

/**
 * Opens a stream of chunks and waits until the reply begins to say something, so that a refused request fails here.
 *
 * @throws ChatError
 */
export async function createChunkStream(call: ChatCall): Promise<ChunkStream> {
  const stream = createChatStream(call);
  const chunks = stream.chunks()[Symbol.asyncIterator]();
  const first = await chunks.next();
  let isTaken = false;

  async function* all(): AsyncGenerator<ChatCompletionChunk, undefined> {
    try {
      for (let step = first; step.done !== true; step = await chunks.next()) yield step.value;
    } finally {
      await chunks.return?.();
    }
  }
  const read = (): AsyncGenerator<ChatCompletionChunk, undefined> => {
    if (isTaken) throw new TypeError("A stream is read once: keep its chunks, or ask completion() for the whole reply.");
    isTaken = true;
    return all();
  };

  return {
    [Symbol.asyncIterator]: read,
    async completion() {
      if (!isTaken) for await (const _ of read());
      return stream.completion();
    },
    abort: stream.abort,
    [Symbol.asyncDispose]: stream[Symbol.asyncDispose],
  };
}
