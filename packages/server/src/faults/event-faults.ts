import { encodeSse } from "../http/encode-sse.ts";
import { serviceError } from "../http/service-errors.ts";
import { socketReset } from "../http/socket-reset.ts";
import { writeError } from "../http/write-error.ts";
import { isServiceErrorName } from "../http/service-errors.ts";
import { editChunk } from "./edit-chunk.ts";
import type { Fault } from "./parse-faults.ts";

/** What a fault may need to know of the reply. */
export type FaultContext = { requestId: string; model: string; signal: AbortSignal };

type Events = AsyncIterable<string>;

/** Lets one fault befall a stream of events; faults of bytes and of whole replies pass it unchanged. */
export function applyEventFault(events: Events, fault: Fault, context: FaultContext): Events {
  const after = fault.after ?? 1;
  const { requestId } = context;
  switch (fault.word) {
    case "stall":
      return until(events, after, () => stalled(context.signal));
    case "close":
      return until(events, after, () => []);
    case "reset":
      return fault.value === null ? until(events, after, broken) : events;
    case "garbage":
      return insert(events, after, encodeSse("{not json"));
    case "error-finish":
      return until(events, after, () => [encodeSse(errorFinish(context)), encodeSse("[DONE]")]);
    case "event-error":
      return until(events, fault.after ?? 0, () => [nativeError(requestId)]);
    case "duplicate-finish":
      return twice(events);
    case "missing-ids":
    case "wrong-index":
    case "truncated-arguments":
      return edit(events, fault.word);
    case "comments":
      return before(events, ": keep-alive\n\n");
    case "empty-data":
      return before(events, "data:\n\n");
    default:
      if (!isServiceErrorName(fault.word)) return events;
      return until(events, after, () => [
        encodeSse(JSON.stringify(writeError(serviceError(errorName(fault), context), requestId))),
      ]);
  }
}

/** `event:error` with its status in a comment, as the native protocol leaks through (wire.md E.5). */
export function nativeError(requestId: string): string {
  const payload = {
    request_id: requestId,
    code: "Throttling.AllocationQuota",
    message: "Allocated quota exceeded, please increase your quota limit.",
  };
  return `id:1\nevent:error\n:HTTP_STATUS/429\ndata:${JSON.stringify(payload)}\n\n`;
}

function errorName({ word }: Fault): Parameters<typeof serviceError>[0] {
  return isServiceErrorName(word) ? word : "internal_error";
}

function errorFinish({ requestId, model }: FaultContext): string {
  const delta = { content: "Throttling: TPM(10680324/10000000)" };
  const choices = [{ delta, finish_reason: "error_finish", index: 0, logprobs: null }];
  return JSON.stringify({
    choices,
    object: "chat.completion.chunk",
    usage: null,
    created: 0,
    model,
    id: `chatcmpl-${requestId}`,
  });
}

/** So many events, and then something else instead of the rest. */
async function* until(events: Events, count: number, rest: () => string[] | Promise<string[]>): Events {
  let sent = 0;
  if (count > 0) {
    for await (const event of events) {
      yield event;
      sent++;
      if (sent === count) break;
    }
  }
  yield* await rest();
}

/** Comes back when nobody waits any more. */
function stalled(signal: AbortSignal): Promise<string[]> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve([]);
    signal.addEventListener("abort", () => resolve([]), { once: true });
  });
}

function broken(): never {
  throw socketReset();
}

async function* insert(events: Events, at: number, extra: string): Events {
  let sent = 0;
  for await (const event of events) {
    if (sent === at) yield extra;
    yield event;
    sent++;
  }
}

async function* before(events: Events, extra: string): Events {
  for await (const event of events) {
    yield extra;
    yield event;
  }
}

async function* twice(events: Events): Events {
  for await (const event of events) {
    yield event;
    if (/"finish_reason":"/.test(event)) yield event;
  }
}

/** One event late, so that the last piece of a call can be told from the others. */
async function* edit(events: Events, fault: "missing-ids" | "wrong-index" | "truncated-arguments"): Events {
  let held: string | null = null;
  for await (const event of events) {
    if (held !== null) yield editChunk(held, fault, event);
    held = event;
  }
  if (held !== null) yield editChunk(held, fault, "");
}
