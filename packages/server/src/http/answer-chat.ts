import type { ChatRequest } from "@qwire/protocol";
import { createRandom } from "../emulator/random.ts";
import { applyFaults, spoilReply } from "../faults/apply-faults.ts";
import type { FaultySetting } from "../faults/apply-faults.ts";
import { drawFaults } from "../faults/draw-faults.ts";
import { parseFaults } from "../faults/parse-faults.ts";
import type { Fault } from "../faults/parse-faults.ts";
import type { ApiError } from "./api-error.ts";
import type { Exchange } from "./exchange.ts";
import type { House } from "./house.ts";
import { isKnownModel } from "./known-models.ts";
import { parseChatRequest } from "./parse-chat-request.ts";
import { readBody } from "./read-body.ts";
import { refuse, requestIdOf } from "./refuse.ts";
import { replyToChat } from "./reply-to-chat.ts";
import type { RoutedReply } from "./routed-reply.ts";
import { serviceError, serviceErrorSaying } from "./service-errors.ts";
import { jsonType } from "./service-headers.ts";

/** Answers `POST …/chat/completions`: reads, refuses, asks the engine, and lets faults befall what it says. */
export async function answerChat(exchange: Exchange, house: House): Promise<RoutedReply> {
  const type = exchange.header("content-type");
  if (type !== undefined && type !== jsonType && !/\bjson\b/i.test(type)) {
    const message = `Content-Type '${type}' is not supported: send application/json.`;
    return refuse(serviceErrorSaying("invalid_request", message), exchange, house);
  }
  const text = await readBody(exchange.body, house.settings.maxBodyBytes);
  if (typeof text !== "string") return refuse(text, exchange, house);
  const request = parseChatRequest(text, house.settings.server);
  if (!("model" in request)) return refuse(request, exchange, house);
  if (!isKnownModel(request.model, house.settings)) {
    return refuse(serviceError("model_not_found", { model: request.model }), exchange, house);
  }
  const ordinal = house.memory.count("faults") + 1;
  const faults = faultsFor(exchange, ordinal, house);
  if (!Array.isArray(faults)) return refuse(faults, exchange, house);

  const { signal, leave } = exchange;
  const summoned: Fault[] = [];
  const summon = (words: string): void =>
    void summoned.push(...draw(parseFaults(words), { ordinal, source: "engine" }, house));
  const asker = { signal, leave, summon };
  const replying =
    faults.length === 0
      ? replyToChat(request, asker, house)
      : applyFaults(faults, () => replyToChat(request, asker, house), spoiling(text, request, { signal, house }));
  // A reply that is there is not waited for: with thousands a second every promise counts.
  const reply = replying instanceof Promise ? await replying : replying;
  return summoned.length === 0 ? reply : spoilReply(summoned, reply, spoiling(text, request, { signal, house }));
}

function spoiling(text: string, request: ChatRequest, of: Pick<FaultySetting, "signal" | "house">): FaultySetting {
  return { request, requestId: requestIdOf(`fault ${text}`, of.house), ...of };
}

/** Which of the faults befall a request: its number counts, and chance from the seed. */
function draw(
  faults: readonly Fault[],
  { ordinal, source }: { ordinal: number; source: "request" | "engine" },
  { settings }: House,
): Fault[] {
  if (faults.length === 0) return [];
  return drawFaults(faults, ordinal, createRandom(`${settings.seed}/faults/${ordinal}/${source}`));
}

/** The emulator's faults and the request's own. */
function faultsFor({ header }: Exchange, ordinal: number, house: House): Fault[] | ApiError {
  const { faults } = house.settings;
  try {
    const own = header("x-qwire-fault");
    const all = own === undefined ? faults : [...faults, ...parseFaults(own)];
    return draw(all, { ordinal, source: "request" }, house);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return serviceErrorSaying("invalid_request", `x-qwire-fault: ${reason}`);
  }
}
