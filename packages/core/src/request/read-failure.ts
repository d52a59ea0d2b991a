import { parseErrorBody } from "@qwire/protocol";
import { isChatError } from "../chat-error.ts";
import type { ChatError } from "../chat-error.ts";
import type { TransportReply } from "../transport.ts";
import type { CallControl } from "./call-control.ts";
import { readText } from "./read-text.ts";
import { serviceError } from "./service-error.ts";

/** Error bodies are short; what is longer is a page of somebody else's. */
const maxFailureBytes = 256 * 1024;
const failureMs = 10_000;

/** Reads a reply whose status says no. Never throws: a body that breaks off leaves the status to tell. */
export async function readFailure(reply: TransportReply, control: CallControl): Promise<ChatError> {
  try {
    const text = await control.limit("idle_timeout", failureMs, readText(reply.body, maxFailureBytes));
    return failureFrom(text, reply);
  } catch (error) {
    const isGivenUp = isChatError(error) && (error.code === "aborted" || error.code === "total_timeout");
    return isGivenUp ? error : failureFrom("", reply);
  }
}

/** The failure a body tells, whatever its shape; from the status alone where it tells none. */
export function failureFrom(text: string, { status, headers }: Pick<TransportReply, "status" | "headers">): ChatError {
  const parsed = parseErrorBody(text);
  const body = parsed ?? { code: null, message: "", type: null, param: null, requestId: null };
  return serviceError(body, {
    status: parsed?.status ?? status,
    requestId: body.requestId ?? headers.get("x-request-id"),
    retryAfterMs: retryAfter(headers.get("retry-after")),
  });
}

/** Seconds, as every gateway in front of the service writes them; a date is left to the policy's own waits. */
function retryAfter(header: string | null): number | null {
  const seconds = header === null || header.trim() === "" ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
