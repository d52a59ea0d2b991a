import type { Call } from "../emulator/journal.ts";
import { doneEvent, encodeSse } from "../http/encode-sse.ts";
import { isServiceErrorName, serviceError } from "../http/service-errors.ts";
import { socketReset } from "../http/socket-reset.ts";
import { writeError } from "../http/write-error.ts";
import { editChunk } from "./edit-calls.ts";
import type { CallFault } from "./edit-calls.ts";
import type { Fault } from "./parse-faults.ts";
import { silence } from "./silence.ts";

/** What a fault may need to know of the reply. */
export type FaultContext = {
  requestId: string;
  model: string;
  signal: AbortSignal;
  /** Tells the journal how the reply really ends. */
  amend(outcome: Call["outcome"]): void;
};

type Events = AsyncIterable<string>;

/** What comes in place of the rest, once it is the rest's turn. */
type Rest = () => string[] | Promise<string[]>;

/** Lets one fault befall a stream of events; faults of bytes and of whole replies pass it unchanged. */
export function applyEventFault(events: Events, fault: Fault, context: FaultContext): Events {
  const after = fault.after ?? 1;
  const { requestId, amend } = context;
  const endsAs = (outcome: Call["outcome"], rest: Rest): Rest => {
    return () => {
      amend(outcome);
      return rest();
    };
  };
  const { word } = fault;
  switch (word) {
    case "stall":
      return until(events, after, async () => {
        await silence(context.signal);
        return [];
      });
    case "close":
      return until(
        events,
        after,
        endsAs("cut", () => []),
      );
    case "reset":
      return fault.value === null ? until(events, after, endsAs("cut", broken)) : events;
    case "no-done":
      return without(events, doneEvent);
    case "garbage":
      return insert(events, after, encodeSse("{not json"));
    case "error-finish":
      return until(
        events,
        after,
        endsAs("failed", () => [encodeSse(errorFinish(context)), doneEvent]),
      );
    case "event-error":
      return until(
        events,
        fault.after ?? 0,
        endsAs("failed", () => [nativeError(requestId)]),
      );
    case "duplicate-finish":
      return twice(events);
    case "missing-ids":
    case "wrong-index":
    case "truncated-arguments":
      return edit(events, word);
    case "comments":
      return before(events, ": keep-alive\n\n");
    case "empty-data":
      return before(events, "data:\n\n");
    default: {
      if (!isServiceErrorName(word)) return events;
      const error = encodeSse(JSON.stringify(writeError(serviceError(word, context), requestId)));
      return until(
        events,
        after,
        endsAs("failed", () => [error]),
      );
    }
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

/** So many events, and then something else instead of the rest. A stream that ends before that ends as it does. */
async function* until(events: Events, count: number, rest: Rest): Events {
  const iterator = events[Symbol.asyncIterator]();
  try {
    for (let sent = 0; sent < count; sent++) {
      const next = await iterator.next();
      if (next.done) return;
      yield next.value;
    }
    yield* await rest();
  } finally {
    await iterator.return?.();
  }
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

async function* without(events: Events, left: string): Events {
  for await (const event of events) if (event !== left) yield event;
}

async function* twice(events: Events): Events {
  for await (const event of events) {
    yield event;
    if (/"finish_reason":"/.test(event)) yield event;
  }
}

/** One event late, so that the last piece of a call can be told from the others. */
async function* edit(events: Events, fault: CallFault): Events {
  let held: string | null = null;
  for await (const event of events) {
    if (held !== null) yield editChunk(held, fault, event);
    held = event;
  }
  if (held !== null) yield editChunk(held, fault, "");
}
