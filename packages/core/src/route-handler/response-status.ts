import { errorCodes } from "@qwire/protocol/client";
import type { ChatError } from "../chat-error.ts";

/** What a page can do something about. */
const toldOn: ReadonlySet<number> = new Set([400, 413, 422]);

/** Nobody waits for this one; the number is what web servers log. */
const clientHasLeft = 499;

/**
 * The status of a response that could not begin. A fault of the page's request, and a limit that passes, are told on; what
 * concerns our key, our account or the way to the service is a failure of ours or of the gateway that we are.
 */
export function responseStatus({ code, status, retryable }: ChatError): number {
  if (code === "aborted") return clientHasLeft;
  if (code === "missing_api_key" || code === "invalid_api_key") return 500;
  if (code.endsWith("_timeout")) return 504;
  // What a preflight finds has no status of its own.
  const told = status ?? errorCodes[code].status;
  if (told === 429 && retryable) return 429;
  return told !== null && toldOn.has(told) && code !== "arrears" ? told : 502;
}

/** When to come again, in whole seconds, where that is known. */
export function retryAfter({ retryAfterMs, minWaitMs, retryable, status }: ChatError): { [header: string]: string } {
  const waitMs = retryAfterMs ?? minWaitMs;
  return status === 429 && retryable && waitMs > 0 ? { "retry-after": String(Math.ceil(waitMs / 1000)) } : {};
}
