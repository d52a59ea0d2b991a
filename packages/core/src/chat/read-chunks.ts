import type { ChatCompletionChunk } from "@qwire/protocol";
import { ChatError, isChatError } from "../chat-error.ts";
import type { CallControl } from "../request/call-control.ts";
import { plainCause } from "../request/plain-cause.ts";
import { failureFrom } from "../request/read-failure.ts";
import { createChunkReader } from "../stream/create-chunk-reader.ts";
import type { ChunkReader } from "../stream/create-chunk-reader.ts";
import { createSseDecoder } from "../stream/create-sse-decoder.ts";
import type { SseEvent } from "../stream/create-sse-decoder.ts";
import { done } from "../stream/read-event.ts";
import type { TransportReply } from "../transport.ts";
import type { Clock } from "../wait.ts";
import type { ChatCall } from "./chat-call.ts";

/** What is kept of a body that turns out to hold no event at all. */
const maxOpening = 64 * 1024;
/** How long a body may take to close after its end mark, so that its connection can be used again. */
const closingMs = 1000;

/**
 * The checked chunks of a streamed reply, as many at a time as one piece of the network brought.
 *
 * Chunks that came before a failure are handed out before it is thrown. Leaving the loop closes the connection.
 *
 * @returns whether the end mark came.
 * @throws ChatError the service's error, a timeout, `connection_failed` before the first event, `stream_cut` after it,
 *   `invalid_reply` for a body that is no event stream.
 */
export async function* readChunks(
  reply: TransportReply,
  { call, control }: { call: ChatCall; control: CallControl },
): AsyncGenerator<ChatCompletionChunk[], boolean> {
  const { timeouts, limits } = call;
  const { clock } = call.connection;
  const decoder = createSseDecoder(limits);
  const read = createChunkReader();
  const segments = (reply.body ?? emptyBody())[Symbol.asyncIterator]();
  const opening = createOpening();
  let hasBegun = false;
  let leftMs = timeouts.firstEventMs;
  let isOver = false;

  try {
    for (;;) {
      const askedAt = clock.now();
      const segment = await nextSegment(segments, { control, hasBegun, leftMs });
      if (!hasBegun && segment !== null) opening.push(segment);

      const events = segment === null ? decoder.end() : decoder.push(segment);
      // Comments and half events are no sign of life of the model: they leave the wait as it is.
      leftMs = events.length > 0 ? timeouts.idleMs : leftMs - (clock.now() - askedAt);
      hasBegun ||= events.length > 0;

      const { chunks, isDone, error } = readEvents(events, read);
      isOver = isDone || segment === null;
      if (chunks.length > 0) yield chunks;
      if (error !== null) throw error;
      if (segment === null && !hasBegun) throw notAStream(opening.text(), reply);
      if (isOver) return isDone;
    }
  } finally {
    // Not awaited: a body that ignores its signal would hold up the one who leaves.
    void (isOver ? closeGently(segments, clock) : close(segments));
  }
}

type Segments = AsyncIterator<Uint8Array>;

/** The next piece of the body; `null` at its end. */
async function nextSegment(
  segments: Segments,
  { control, hasBegun, leftMs }: { control: CallControl; hasBegun: boolean; leftMs: number },
): Promise<Uint8Array | null> {
  try {
    const step = await control.limit(hasBegun ? "idle_timeout" : "first_event_timeout", leftMs, segments.next());
    return step.done === true ? null : step.value;
  } catch (cause) {
    if (isChatError(cause)) throw cause;
    throw new ChatError(hasBegun ? "stream_cut" : "connection_failed", { cause: plainCause(cause) });
  }
}

type ReadEvents = { chunks: ChatCompletionChunk[]; isDone: boolean; error: ChatError | null };

/** Reads as many events as are good; the error that follows them is told apart, so that they are not lost. */
function readEvents(events: SseEvent[], readEvent: ChunkReader): ReadEvents {
  const chunks: ChatCompletionChunk[] = [];
  for (const event of events) {
    try {
      const read = readEvent(event);
      if (read === done) return { chunks, isDone: true, error: null };
      if (read !== null) chunks.push(read);
    } catch (error) {
      if (isChatError(error)) return { chunks, isDone: false, error };
      throw error;
    }
  }
  return { chunks, isDone: false, error: null };
}

/** The body held no event: an error without its frame, or a page of somebody else's. */
function notAStream(text: string, reply: TransportReply): ChatError {
  const told = failureFrom(text, reply);
  if (told.code !== "service_error") return told;
  return new ChatError("invalid_reply", { status: reply.status, requestId: told.requestId });
}

function createOpening(): { push(bytes: Uint8Array): void; text(): string } {
  const decoder = new TextDecoder();
  let text = "";
  return {
    push(bytes) {
      if (text.length < maxOpening) text += decoder.decode(bytes.subarray(0, maxOpening), { stream: true });
    },
    text: () => text,
  };
}

async function close(segments: Segments): Promise<void> {
  try {
    await segments.return?.();
  } catch {
    // It is closed either way; the reason was told to the reader.
  }
}

/** Lets the body come to its own end, which keeps the connection for the next call; closes it if it does not. */
async function closeGently(segments: Segments, clock: Clock): Promise<void> {
  const cancel = clock.after(closingMs, () => void close(segments));
  try {
    const step = await segments.next();
    if (step.done !== true) await close(segments);
  } catch {
    // Broken after its end mark: nothing of the reply is missing.
  } finally {
    cancel();
  }
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {
  // A reply without a body, such as 204, is a stream without events.
}
