import { ChatError } from "./chat-error.ts";
import { plainCause } from "./request/plain-cause.ts";

/**
 * Loads a part of this package that only some callers need, so that nobody else carries it.
 *
 * @throws ChatError `connection_failed` where the file is not to be had.
 */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    const message = "A part of qwire could not be loaded. Check that its files are where the bundler put them.";
    throw new ChatError("connection_failed", { message, cause: plainCause(cause) });
  }
}
