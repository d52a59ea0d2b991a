import type { ReplyEvent } from "../reply/reply-event.ts";
import { piecesOf, waiting } from "../reply/source.ts";
import type { Pieces, Source } from "../reply/source.ts";
import { writeStream } from "../reply/write-stream.ts";
import type { OpenChat } from "./open-chat.ts";

/**
 * A chat's reply as an event stream, pulled by its reader. Leaving it stops the engine at once, even in the middle of a
 * wait, and however it ends the journal hears of it.
 */
export function streamBody(first: ReplyEvent, chat: OpenChat): Pieces<string> {
  return piecesOf(writeStream(watched(first, chat), chat.writing), chat.signal, chat.leave);
}

/** The events of a chat, the first of which was read before, on their way past the journal. */
function watched(first: ReplyEvent, chat: OpenChat): Source<ReplyEvent> {
  let held: ReplyEvent | null = first;
  return {
    next(wake) {
      const event = held ?? chat.events.next(wake);
      held = null;
      if (event === null || event === waiting) return event;
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
