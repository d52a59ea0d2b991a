import type { ReplyEvent } from "../reply/reply-event.ts";
import { pull } from "../reply/source.ts";
import type { Source } from "../reply/source.ts";
import { writeStream } from "../reply/write-stream.ts";
import type { OpenChat } from "./open-chat.ts";

/**
 * A chat's reply as an event stream, pulled by its reader. Leaving it stops the engine at once, even in the middle of a
 * wait, and however it ends the journal hears of it.
 */
export function streamBody(first: ReplyEvent, chat: OpenChat): AsyncIterableIterator<string, void> {
  const pieces = writeStream(watched(first, chat), chat.writing);
  return {
    async next() {
      const pulled = pull(pieces, chat.signal);
      const piece = pulled instanceof Promise ? await pulled : pulled;
      return piece === null ? { done: true, value: undefined } : { done: false, value: piece };
    },
    async return() {
      chat.leave();
      pieces.leave();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** The events of a chat, the first of which was read before, on their way past the journal. */
function watched(first: ReplyEvent, chat: OpenChat): Source<ReplyEvent> {
  let held: ReplyEvent | null = first;
  return {
    next() {
      const event = held ?? chat.events.next();
      held = null;
      if (event === null || event instanceof Promise) return event;
      const { type } = event;
      if (type === "failure") chat.close("failed", 200);
      else if (type === "cut") chat.close("cut", 200);
      else if (type === "usage" || type === "end") chat.close("complete", 200);
      return event;
    },
    leave() {
      chat.close("aborted", 200);
      chat.events.leave();
    },
  };
}
