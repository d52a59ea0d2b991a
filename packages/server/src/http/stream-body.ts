import type { Reader } from "../reply/read-flow.ts";
import type { ReplyEvent } from "../reply/reply-event.ts";
import { writeStream } from "../reply/write-stream.ts";
import type { OpenChat } from "./open-chat.ts";

/**
 * A chat's reply as an event stream, pulled by its reader. Leaving it stops the engine at once, even in the middle of a
 * wait, and however it ends the journal hears of it.
 */
export function streamBody(first: ReplyEvent, chat: OpenChat): AsyncIterableIterator<string, void> {
  const events = watched(first, chat);
  const pieces = writeStream(events, chat.writing);
  return {
    async next() {
      const piece = await pieces.next();
      return piece === null ? { done: true, value: undefined } : { done: false, value: piece };
    },
    async return() {
      chat.leave();
      pieces.leave();
      // A body left before it was read has not begun: its own way out does not run.
      events.leave();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** The events of a chat, the first of which was read before, on their way past the journal. */
function watched(first: ReplyEvent, chat: OpenChat): Reader<ReplyEvent> {
  let held: ReplyEvent | null = first;
  const see = (event: ReplyEvent | null): ReplyEvent | null => {
    switch (event?.type) {
      case "failure":
        chat.close("failed", 200);
        break;
      case "cut":
        chat.close("cut", 200);
        break;
      case "usage":
      case "end":
        chat.close("complete", 200);
        break;
    }
    return event;
  };
  return {
    next() {
      const next = held ?? chat.events.next();
      held = null;
      return next instanceof Promise ? next.then(see) : see(next);
    },
    leave() {
      chat.close("aborted", 200);
      chat.events.leave();
    },
  };
}
