import type { ChatRequest } from "@qwire/protocol";
import type { House } from "../http/house.ts";
import { leavable } from "../http/leavable.ts";
import type { RoutedReply } from "../http/routed-reply.ts";
import { encodeSse } from "../http/encode-sse.ts";
import { isServiceErrorName, serviceError } from "../http/service-errors.ts";
import { jsonType, streamHeaders } from "../http/service-headers.ts";
import { writeError } from "../http/write-error.ts";
import { applyByteFault } from "./byte-faults.ts";
import { applyEventFault, nativeError } from "./event-faults.ts";
import type { Fault } from "./parse-faults.ts";

/** What faults may need beside the reply. */
export type FaultySetting = { request: ChatRequest; requestId: string; signal: AbortSignal; house: House };

/**
 * Answers with the faults that befall this request. Those that take the place of a reply keep the engine from being
 * asked at all.
 */
export async function applyFaults(
  faults: readonly Fault[],
  reply: () => Promise<RoutedReply>,
  { request, requestId, signal, house }: FaultySetting,
): Promise<RoutedReply> {
  const latency = faults.find(({ word }) => word === "latency");
  if (latency !== undefined) await house.clock.wait(latency.value ?? 1000, signal);
  const { model } = request;
  const instead = faults.map((fault) => replacement(fault, { model, requestId })).find((one) => one !== null);
  if (instead !== undefined)
    Object.assign(house.journal.open(request), { outcome: "failed", status: instead.status, elapsedMs: 0 });
  return spoil(instead ?? (await reply()), faults, { model, signal });
}

/** Errors that come before anything else, and bodies that are none of the service's. */
function replacement(
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

function spoil(
  reply: RoutedReply,
  faults: readonly Fault[],
  { model, signal }: { model: string; signal: AbortSignal },
): RoutedReply {
  const inBody = faults.filter(({ word }) => word !== "latency");
  if (inBody.length === 0) return reply;
  const leave = new AbortController();
  const context = { requestId: reply.requestId, model, signal: AbortSignal.any([signal, leave.signal]) };
  const isStream = typeof reply.body !== "string";
  let body = typeof reply.body === "string" ? once(reply.body) : reply.body;
  if (isStream) {
    const events = inBody.reduce<AsyncIterable<string>>(
      (all, fault) => applyEventFault(all, fault, context),
      textOf(body),
    );
    body = events;
  } else if (inBody.some(({ word, value }) => word === "close" || (word === "reset" && value === null))) {
    body = applyByteFault(body, { word: "reset", value: 20, after: null, chance: 1, on: null });
  }
  const spoilt = inBody.reduce((all, fault) => applyByteFault(all, fault), body);
  return { ...reply, body: leavable(spoilt, () => leave.abort()) };
}

async function* once(text: string): AsyncGenerator<string, void> {
  yield text;
}

async function* textOf(body: AsyncIterable<string | Uint8Array>): AsyncGenerator<string, void> {
  for await (const piece of body) if (typeof piece === "string") yield piece;
}
