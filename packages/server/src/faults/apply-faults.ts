import type { ChatRequest } from "@qwire/protocol";
import { createRandom } from "../emulator/random.ts";
import type { House } from "../http/house.ts";
import { leavable, leaveBody } from "../http/leavable.ts";
import type { RoutedReply } from "../http/routed-reply.ts";
import { applyByteFault } from "./byte-faults.ts";
import { editCompletion } from "./edit-calls.ts";
import { applyEventFault } from "./event-faults.ts";
import type { Fault } from "./parse-faults.ts";
import { replyInstead } from "./reply-instead.ts";

/** What faults may need beside the reply. */
export type FaultySetting = { request: ChatRequest; requestId: string; signal: AbortSignal; house: House };

/**
 * Answers with the faults that befall this request. Those that take the place of a reply keep the engine from being
 * asked at all.
 */
export async function applyFaults(
  faults: readonly Fault[],
  reply: () => RoutedReply | Promise<RoutedReply>,
  { request, requestId, signal, house }: FaultySetting,
): Promise<RoutedReply> {
  await delay(faults, { signal, house });
  const { model } = request;
  const instead = insteadOf(faults, model, requestId);
  if (instead !== undefined)
    Object.assign(house.journal.open(request, house.clock.now()), {
      outcome: "failed",
      status: instead.status,
      elapsedMs: 0,
    });
  return spoil(instead ?? (await reply()), faults, { model, signal, seed: house.settings.seed });
}

/** The same for faults the engine itself has summoned: a reply is there already, and has its entry in the journal. */
export async function spoilReply(
  faults: readonly Fault[],
  reply: RoutedReply,
  { request, requestId, signal, house }: FaultySetting,
): Promise<RoutedReply> {
  await delay(faults, { signal, house });
  const { model } = request;
  const instead = insteadOf(faults, model, requestId);
  if (instead !== undefined) {
    await leaveBody(reply.body);
    reply.amend?.("failed", instead.status);
  }
  return spoil(instead ?? reply, faults, { model, signal, seed: house.settings.seed });
}

async function delay(
  faults: readonly Fault[],
  { signal, house }: Pick<FaultySetting, "signal" | "house">,
): Promise<void> {
  const latency = faults.find(({ word }) => word === "latency");
  if (latency !== undefined) await house.clock.wait(latency.value ?? 1000, signal);
}

function insteadOf(faults: readonly Fault[], model: string, requestId: string): RoutedReply | undefined {
  return faults.map((fault) => replyInstead(fault, { model, requestId })).find((one) => one !== null);
}

type Spoiling = { model: string; signal: AbortSignal; seed: number };
type Pieces = AsyncIterable<string | Uint8Array>;

function spoil(reply: RoutedReply, all: readonly Fault[], { model, signal, seed }: Spoiling): RoutedReply {
  const faults = all.filter(({ word }) => word !== "latency");
  if (faults.length === 0) return reply;
  const { requestId, body } = reply;
  const leave = new AbortController();
  const amend = reply.amend ?? (() => {});
  const context = { requestId, model, signal: AbortSignal.any([signal, leave.signal]), amend };
  const random = createRandom(`${seed}/bytes/${requestId}`);
  const isWhole = typeof body === "string";
  const events = isWhole ? once(faults.reduce((text, { word }) => editCompletion(text, word), body)) : textOf(body);
  const told = isWhole
    ? events
    : faults.reduce<AsyncIterable<string>>((all, fault) => applyEventFault(all, fault, context), events);
  const bytes = faults
    .map((fault) => (isWhole ? inBytes(fault, body) : fault))
    .reduce<Pieces>((all, fault) => applyByteFault(all, fault, { random, amend, signal: context.signal }), told);
  return {
    ...reply,
    body: leavable(thenLeave(bytes, body), () => {
      leave.abort();
      void leaveBody(body);
    }),
  };
}

/** A plain body has no events to count: it breaks, or comes to a stop, in its middle. */
function inBytes(fault: Fault, body: string): Fault {
  const middle = Math.ceil(body.length / 2);
  if (fault.word === "stall") return { ...fault, value: middle };
  const breaks = fault.word === "close" || (fault.word === "reset" && fault.value === null);
  return breaks ? { ...fault, word: "reset", value: middle } : fault;
}

async function* once(text: string): AsyncGenerator<string, void> {
  yield text;
}

async function* textOf(body: Pieces): AsyncGenerator<string, void> {
  for await (const piece of body) if (typeof piece === "string") yield piece;
}

/** A body that a fault never began to read does not hear of the end by itself. */
async function* thenLeave(pieces: Pieces, body: RoutedReply["body"]): AsyncGenerator<string | Uint8Array, void> {
  try {
    yield* pieces;
  } finally {
    await leaveBody(body);
  }
}
