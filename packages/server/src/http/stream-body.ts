import type { ReplyEvent } from "../reply/reply-event.ts";
import { piecesOf } from "../reply/source.ts";
import type { Pieces } from "../reply/source.ts";
import { writeStream } from "../reply/write-stream.ts";
import type { OpenChat } from "./open-chat.ts";

/**
 * A chat's reply as an event stream, pulled by its reader. Leaving it stops the engine at once, even in the middle of a
 * wait, and however it ends the journal hears of it.
 */
export function streamBody(first: ReplyEvent, chat: OpenChat): Pieces<string> {
  return piecesOf(writeStream(first, chat), chat);
}
