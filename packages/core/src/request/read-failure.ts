import { parseErrorBody } from "@qwire/protocol/client";
import { isChatError } from "../chat-error.ts";
import type { ChatError } from "../chat-error.ts";
import type { TransportReply } from "../transport.ts";
import { momentOf } from "../wait.ts";
import type { CallControl } from "./call-control.ts";
import { readText } from "./read-text.ts";
import { serviceError } from "./service-error.ts";

/** Error bodies are short; what is longer is a page of somebody else's. */
const maxFailureBytes = 256 * 1024;
const failureMs = 10_000;

/** Reads a reply whose status says no. Never throws: a body that breaks off leaves the status to tell. */
export async function readFailure(reply: TransportReply, control: CallControl): Promise<ChatError> {
  try {
    const text = await control.limit("idle_timeout", failureMs, () => readText(reply.body, maxFailureBytes));
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
    retryAfterMs: retryAfter(headers),
  });
}

/** Seconds, or a date, which is counted from the server's own clock: ours may be wrong. */
function retryAfter(headers: TransportReply["headers"]): number | null {
  const header = headers.get("retry-after")?.trim() ?? "";
  if (header === "") return null;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds)
    ? Math.max(0, momentOf(header) - momentOf(headers.get("date") ?? ""))
    : seconds * 1000;
  return Number.isFinite(ms) && ms >= 0 ? ms : null;
}
