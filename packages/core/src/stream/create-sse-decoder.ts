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

const lineFeed = 10;
const carriageReturn = 13;

/**
 * Starts a decoder for one body. Our own instead of a library's because it is on the path of every chunk, reads comments
 * as the native protocol needs them, and knows an event the end left open; tests hold it against eventsource-parser.
 *
 * @param maxEventBytes most characters one event may hold before it is complete.
 * @throws ChatError `event_too_large`.
 */
export function createSseDecoder({ maxEventBytes }: { maxEventBytes: number }): SseDecoder {
  // Invalid UTF-8 becomes U+FFFD, as the standard says; a byte order mark at the start is dropped.
  const decoder = new TextDecoder();
  // The line that has begun. Only new text is searched for its end, so a long line costs what it is long.
  let begun = "";
  // The data lines of the event so far; null while there is none.
  let data: string | null = null;
  let event = "message";
  let status: number | null = null;
  // A CR ended a line at the end of a piece: a LF at the start of the next belongs to it.
  let endedWithCr = false;
  let isTooLarge = false;
  let events: SseEvent[] = [];

  const dispatch = (isUnterminated: boolean): void => {
    if (data !== null && data !== "") events.push({ data, event, status, isUnterminated });
    data = null;
    event = "message";
    status = null;
  };

  const readLine = (line: string): void => {
    if (line === "") dispatch(false);
    else if (line.startsWith("data:")) {
      const value = line.slice(line.charCodeAt(5) === 32 ? 6 : 5);
      data = data === null ? value : `${data}\n${value}`;
    } else if (line.startsWith(":")) {
      const told = /^:\s*HTTP_STATUS\/(\d{3})/.exec(line);
      if (told) status = Number(told[1]);
    } else if (line.startsWith("event:")) event = line.slice(line.charCodeAt(6) === 32 ? 7 : 6) || "message";
    else if (line === "data") data = data === null ? "" : `${data}\n`;
    else if (line === "event") event = "message";
    // `id` and `retry` serve reconnection, which a POST does not have; other fields are ignored by the standard.
  };

  const readText = (decoded: string): void => {
    let text = decoded;
    if (text === "") return;
    if (endedWithCr && text.charCodeAt(0) === lineFeed) text = text.slice(1);
    endedWithCr = text.charCodeAt(text.length - 1) === carriageReturn;
    // Not `includes`, which takes several times as long.
    if (text.indexOf("\r") !== -1) text = text.replaceAll(/\r\n?/g, "\n");
    let from = 0;
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", from)) {
      readLine(begun === "" ? text.slice(from, end) : begun + text.slice(from, end));
      begun = "";
      from = end + 1;
    }
    if (from < text.length) begun += text.slice(from);
    isTooLarge = begun.length + (data?.length ?? 0) > maxEventBytes;
  };

  const take = (): SseEvent[] => {
    const taken = events;
    events = [];
    // The events before it are handed out first: the next piece brings the error.
    if (isTooLarge && taken.length === 0) throw new ChatError("event_too_large");
    return taken;
  };

  return {
    push(bytes) {
      if (isTooLarge) return take();
      readText(decoder.decode(bytes, { stream: true }));
      return take();
    },
    end() {
      if (isTooLarge) return take();
      readText(decoder.decode());
      if (begun !== "") readLine(begun);
      begun = "";
      dispatch(true);
      return take();
    },
  };
}
