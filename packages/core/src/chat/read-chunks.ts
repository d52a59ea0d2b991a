import type { ChatCompletionChunk } from "@qwire/protocol";
import { ChatError, isChatError } from "../chat-error.ts";
import { nobody } from "../batch-source.ts";
import type { Receiver } from "../batch-source.ts";
import { connectionReason } from "../connection-reason.ts";
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
   * Pulls the next chunks; those that came before a failure are handed out before it. After the end there is nothing to pull.
   * Failures are ChatErrors: the service's error, a timeout, `connection_failed` before the first event, `stream_cut`
   * after it, `invalid_reply` for a body that is no event stream.
   */
  pull<R>(receiver: Receiver<ChatCompletionChunk[], R>): Promise<R>;
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
  const body = createBodyReader(reply.body ?? emptyBody(), { control, clock: control.clock });
  const decoder = createSseDecoder(limits);
  const readEvent = createChunkReader();
  let opening: Opening | null = null;
  let hasBegun = false;
  let isOver = false;
  let hasEndMark = false;
  let failure: { error: unknown } | null = null;
  let to: Receiver<ChatCompletionChunk[], unknown> = nobody;

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

  /** The chunks; where they say nothing, the failure or the end behind them; `undefined`: the next piece has to tell. */
  const tell = (chunks: ChatCompletionChunk[]): unknown => {
    const made = chunks.length > 0 ? to.take(chunks) : undefined;
    if (made !== undefined) return made;
    if (failure !== null) throw failure.error;
    return isOver ? to.end() : undefined;
  };

  const pieces: Receiver<Uint8Array, unknown> = {
    take(piece) {
      const events = decoder.push(piece);
      hasBegun ||= events.length > 0;
      if (!hasBegun) (opening ??= createOpening(limits.maxReplyBytes)).push(piece);
      const chunks = readEvents(events);
      if (hasEndMark) end();
      const made = tell(chunks);
      // Comments and half events are no sign of life of the model: they leave the time as it is, unless asked.
      if (made === undefined && (events.length > 0 || timeouts.commentsAsProgress)) allowNext();
      return made;
    },
    end() {
      const events = decoder.end();
      hasBegun ||= events.length > 0;
      const chunks = readEvents(events);
      if (!hasBegun) {
        chunks.push(...readWhole(opening?.text() ?? "", reply));
        hasEndMark = true;
      }
      end();
      return tell(chunks);
    },
    fail(error) {
      end();
      return to.fail(isChatError(error) ? error : broken(error, hasBegun));
    },
  };

  /** What is left to tell without another piece. */
  const settle = async (): Promise<unknown> => {
    try {
      return tell([]);
    } catch (error) {
      return pieces.fail(error);
    }
  };

  return {
    pull<R>(receiver: Receiver<ChatCompletionChunk[], R>): Promise<R> {
      to = receiver;
      const isSettled = isOver || failure !== null;
      if (hasBegun && !isSettled) allowNext();
      // A boundary: what comes out is what this receiver makes.
      return (isSettled ? settle() : body.pull(pieces)) as Promise<R>;
    },
    hasEndMark: () => hasEndMark,
    close: end,
  };
}

function broken(cause: unknown, hasBegun: boolean): ChatError {
  const details = { reason: connectionReason(cause), cause: plainCause(cause) };
  return new ChatError(hasBegun ? "stream_cut" : "connection_failed", details);
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

/** The beginning of a body that may turn out to be no event stream. */
type Opening = { push(bytes: Uint8Array): void; text(): string };

function createOpening(maxReplyBytes: number): Opening {
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
