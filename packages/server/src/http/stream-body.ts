import type { ReplyEvent } from "../reply/reply-event.ts";
import { writeStream } from "../reply/write-stream.ts";
import { leavable } from "./leavable.ts";
import type { OpenChat } from "./open-chat.ts";

/**
 * A chat's reply as an event stream, pulled by its reader. Leaving it stops the engine at once, even in the middle of a
 * wait, and however it ends the journal hears of it.
 */
export function streamBody(
  first: IteratorResult<ReplyEvent, void>,
  chat: OpenChat,
): AsyncIterableIterator<string, void> {
  return leavable(writeStream(watched(first, chat), chat.writing), () => {
    chat.leave();
    chat.close("aborted", 200);
    // A body left before it was read has not begun: its own way out does not run.
    void chat.events.return();
  });
}

async function* watched(first: IteratorResult<ReplyEvent, void>, chat: OpenChat): AsyncGenerator<ReplyEvent, void> {
  try {
    for (let next = first; !next.done; next = await chat.events.next()) {
      const { type } = next.value;
      if (type === "failure") chat.close("failed", 200);
      else if (type === "cut") chat.close("cut", 200);
      else if (type === "usage" || type === "end") chat.close("complete", 200);
      yield next.value;
    }
  } finally {
    chat.close("aborted", 200);
    await chat.events.return();
  }
}
