import type { ChatCompletion, ChatCompletionChunk } from "@qwire/protocol";
import type { ChatCall } from "./chat-call.ts";
import { createReading } from "./create-reading.ts";
import type { ItemReader } from "./flatten-batches.ts";
import { followCall } from "./follow-call.ts";
import { asChunks } from "./views.ts";

/** What `create({ stream: true })` resolves to: the wire's own chunks, read once. Leaving the loop closes the connection. */
export type ChunkStream = AsyncIterable<ChatCompletionChunk> &
  AsyncDisposable & {
    /** The whole reply, folded from the chunks. Reads them to the end when nobody else does. */
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
  const reading = createReading<ChatCompletion>(call.control, readOnce);
  const chunks = reading.read((outcome) => followCall(call, asChunks, outcome));
  await chunks.fill();
  let isTaken = false;
  const read = (): ItemReader<ChatCompletionChunk> => {
    if (isTaken) throw new TypeError(`It is read once: ${readOnce}`);
    isTaken = true;
    return chunks;
  };

  return {
    [Symbol.asyncIterator]: read,
    async completion() {
      if (!isTaken) await read().drain();
      return reading.outcome();
    },
    abort: reading.abort,
    [Symbol.asyncDispose]: reading.dispose,
  };
}

const readOnce = "keep its chunks, or ask completion() for the whole reply.";
