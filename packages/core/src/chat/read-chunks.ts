import type { ChatCompletionChunk } from "@qwire/protocol";
import { ChatError, isChatError } from "../chat-error.ts";
import type { CallControl } from "../request/call-control.ts";
import { createBodyReader } from "../request/create-body-reader.ts";
import { plainCause } from "../request/plain-cause.ts";
import { failureFrom } from "../request/read-failure.ts";
import { createChunkReader } from "../stream/create-chunk-reader.ts";
import { createSseDecoder } from "../stream/create-sse-decoder.ts";
import type { SseEvent } from "../stream/create-sse-decoder.ts";
import { done } from "../stream/read-event.ts";
import type { TransportReply } from "../transport.ts";
import type { ChatCall } from "./chat-call.ts";
import { readCompletion, replayCompletion } from "./read-completion.ts";

/** The checked chunks of a streamed reply, as many at a time as one piece of the network brought. */
export type ChunkBatches = {
  /**
   * The next chunks; `null` after the last. Chunks that came before a failure are handed out before it is thrown.
   *
   * @param isWhole whether the reply is complete as it stands: then a connection that breaks off or falls silent takes
   *   nothing away but the usage, and counts as the end.
   * @throws ChatError the service's error, a timeout, `connection_failed` before the first event, `stream_cut` after it,
   *   `invalid_reply` for a body that is no event stream.
   */
  next(isWhole: () => boolean): Promise<ChatCompletionChunk[] | null>;
  /** Whether `[DONE]` came. */
  hasEndMark(): boolean;
  /** Closes the connection, unless the reply has come to its end by itself. */
  close(): void;
};

/** What is kept of a body that has not shown an event yet, unless it begins as JSON does. */
const maxOpening = 64 * 1024;

/** Begins to read a streamed reply. Not a generator: this is on the way of every piece of the network. */
export function readChunks(
  reply: TransportReply,
  { call, control }: { call: ChatCall; control: CallControl },
): ChunkBatches {
  const { timeouts, limits } = call;
  const body = createBodyReader(reply.body ?? emptyBody(), { control, clock: call.connection.clock });
  const decoder = createSseDecoder(limits);
  const readEvent = createChunkReader();
  const opening = createOpening(limits.maxReplyBytes);
  let hasBegun = false;
  let isOver = false;
  let hasEndMark = false;
  let failure: { error: unknown } | null = null;

  const allowNext = (): void =>
    hasBegun ? body.allow("idle_timeout", timeouts.idleMs) : body.allow("first_event_timeout", timeouts.firstEventMs);
  allowNext();

  const end = (): void => {
    if (isOver) return;
    isOver = true;
    // Not awaited: a body that ignores its signal would hold up the one who leaves.
    void (hasEndMark ? body.closeGently() : body.close());
  };

  /** Reads as many events as are good; the failure that follows them is kept until they were handed out. */
  const readEvents = (events: SseEvent[]): ChatCompletionChunk[] => {
    const chunks: ChatCompletionChunk[] = [];
    try {
      for (const event of events) {
        const read = readEvent(event);
        if (read === done) {
          hasEndMark = true;
          break;
        }
        if (read !== null) chunks.push(read);
      }
    } catch (error) {
      failure = { error };
    }
    return chunks;
  };

  const failed = (error: unknown, isWhole: () => boolean): null => {
    end();
    const told = isChatError(error) ? error : broken(error, hasBegun);
    if ((told.code === "stream_cut" || told.code === "idle_timeout") && isWhole()) return null;
    throw told;
  };

  return {
    async next(isWhole) {
      try {
        if (hasBegun && !isOver) allowNext();
        while (!isOver) {
          if (failure !== null) throw failure.error;
          const segment = await body.next();
          if (!hasBegun && segment !== null) opening.push(segment);

          const events = segment === null ? decoder.end() : decoder.push(segment);
          const chunks = readEvents(events);
          hasBegun ||= events.length > 0;
          // Comments and half events are no sign of life of the model: they leave the time as it is, unless asked.
          if (chunks.length === 0 && (events.length > 0 || timeouts.commentsAsProgress)) allowNext();
          if (segment === null && !hasBegun) {
            chunks.push(...readWhole(opening.text(), reply));
            hasEndMark = true;
          }
          if (hasEndMark || (segment === null && failure === null)) end();
          if (chunks.length > 0) return chunks;
        }
        return null;
      } catch (error) {
        return failed(error, isWhole);
      }
    },
    hasEndMark: () => hasEndMark,
    close: end,
  };
}

function broken(cause: unknown, hasBegun: boolean): ChatError {
  return new ChatError(hasBegun ? "stream_cut" : "connection_failed", { cause: plainCause(cause) });
}

/**
 * The body held no event, whatever its label says: a whole reply, an error without its frame, or a page of somebody
 * else's.
 */
function readWhole(text: string, reply: TransportReply): ChatCompletionChunk[] {
  try {
    return replayCompletion(readCompletion(text, reply));
  } catch (error) {
    const told = failureFrom(text, reply);
    throw told.code === "service_error" ? error : told;
  }
}

function createOpening(maxReplyBytes: number): { push(bytes: Uint8Array): void; text(): string } {
  const decoder = new TextDecoder();
  let text = "";
  return {
    push(bytes) {
      const maxLength = /^\s*\{/.test(text) ? maxReplyBytes : maxOpening;
      if (text.length < maxLength) text += decoder.decode(bytes, { stream: true });
    },
    text: () => text,
  };
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {
  // A reply without a body, such as 204, is a stream without events.
}
