import { encodeSse } from "../http/encode-sse.ts";
import type { RoutedReply } from "../http/routed-reply.ts";
import { isServiceErrorName, serviceError } from "../http/service-errors.ts";
import { jsonType, streamHeaders } from "../http/service-headers.ts";
import { writeError } from "../http/write-error.ts";
import { nativeError } from "./event-faults.ts";
import type { Fault } from "./parse-faults.ts";

/** Errors that come before anything else, and bodies that are none of the service's. `null`: the fault is none of these. */
export function replyInstead(
  { word, after }: Fault,
  { model, requestId }: { model: string; requestId: string },
): RoutedReply | null {
  const reply = (status: number, type: string, body: string): RoutedReply => ({
    status,
    headers: { "content-type": type },
    body,
    requestId,
  });
  if (after !== null) return null;
  if (isServiceErrorName(word)) {
    const error = serviceError(word, { model });
    return reply(error.status, jsonType, JSON.stringify(writeError(error, requestId)));
  }
  if (word === "html") return reply(200, "text/html", "<!doctype html><title>Blocked</title><p>Please sign in.</p>");
  if (word === "event-error") return reply(200, streamHeaders["content-type"] ?? "", nativeError(requestId));
  if (word !== "sse-error") return null;
  return reply(400, jsonType, encodeSse(JSON.stringify(writeError(serviceError("content_rejected"), requestId))));
}
