import { retold } from "../chat-error.ts";
import type { ChatError } from "../chat-error.ts";

/** Shorter ones ("any", "test") are no secrets, and would be found inside ordinary words. */
const minKeyLength = 8;
const mask = "[API key]";

/** The same failure without the key, which the service's own words or a proxy's page may quote. */
export function hideKey(error: ChatError, key: string): ChatError {
  if (key.length < minKeyLength) return error;
  const { message, requestId, cause } = error;
  const hidden = (text: string): string => text.replaceAll(key, mask);
  const isToldByUs = error.code !== "aborted" && cause instanceof Error;
  const shown = isToldByUs ? hiddenCause(cause, hidden) : cause;
  const isClean = hidden(message) === message && !requestId?.includes(key) && shown === cause;
  if (isClean) return error;
  return retold(error, { message: hidden(message), requestId: requestId && hidden(requestId), cause: shown });
}

/** Causes are plain copies (`plainCause`), so they may be changed. An abort's reason is the caller's own and stays. */
function hiddenCause(cause: Error, hidden: (text: string) => string): Error {
  for (let at: unknown = cause; at instanceof Error; at = at.cause) {
    at.message = hidden(at.message);
    if (at.stack !== undefined) at.stack = hidden(at.stack);
  }
  return cause;
}
