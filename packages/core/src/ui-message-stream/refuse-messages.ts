import { ChatError } from "../chat-error.ts";

/** @param why ends the sentence. */
export function refuseMessages(place: string, why: string): ChatError {
  return new ChatError("invalid_request", { message: `The messages of the page cannot be read: ${place} ${why}.` });
}
