import { createParser } from "eventsource-parser";
import { ChatError } from "../chat-error.ts";

/** One server-sent event with data. */
export type SseEvent = {
  /** The `data` lines, joined. Never empty: keep-alives without data are left out. */
  data: string;
  /** The `event` field, `message` when there is none. */
  event: string;
  /** From a comment `:HTTP_STATUS/429` inside the event: the native protocol tells its status this way. */
  status: number | null;
  /** The stream ended before the blank line that closes an event: its data may be half. */
  isUnterminated: boolean;
};

/** Bytes in, events out, by the WHATWG rules; cuts anywhere, even inside a character, change nothing. */
export type SseDecoder = {
  /** The events these bytes complete. */
  push(bytes: Uint8Array): SseEvent[];
  /** The event the end left open, if any. Call it once, last. */
  end(): SseEvent[];
};

/**
 * Starts a decoder for one body.
 *
 * @param maxEventBytes most characters one event may hold before it is complete.
 * @throws ChatError `event_too_large` from `push` and `end`.
 */
export function createSseDecoder({ maxEventBytes }: { maxEventBytes: number }): SseDecoder {
  // Invalid UTF-8 becomes U+FFFD, as the standard says; a byte order mark at the start is dropped.
  const decoder = new TextDecoder();
  let events: SseEvent[] = [];
  let status: number | null = null;
  let isEnding = false;
  let isTooLarge = false;

  const parser = createParser({
    maxBufferSize: maxEventBytes,
    onEvent({ data, event }) {
      if (data !== "") events.push({ data, event: event ?? "message", status, isUnterminated: isEnding });
      status = null;
    },
    onComment(comment) {
      const told = /^\s*HTTP_STATUS\/(\d{3})/.exec(comment);
      if (told) status = Number(told[1]);
    },
    onError(error) {
      // Unknown fields are skipped silently, as the standard says; only the limit is an error.
      if (error.type === "max-buffer-size-exceeded") isTooLarge = true;
    },
  });

  const feed = (text: string): SseEvent[] => {
    if (!isTooLarge) parser.feed(text);
    const taken = events;
    events = [];
    // The events before it are handed out first; the next piece or the end brings the error.
    if (isTooLarge && taken.length === 0) throw new ChatError("event_too_large");
    return taken;
  };

  return {
    push: (bytes) => feed(decoder.decode(bytes, { stream: true })),
    end() {
      const complete = feed(decoder.decode());
      isEnding = true;
      return [...complete, ...feed("\n\n")];
    },
  };
}
