import { createRandom } from "../emulator/random.ts";
import { applyFaults, spoilReply } from "../faults/apply-faults.ts";
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

/** Answers `POST …/chat/completions`: reads, refuses, asks the engine, and lets faults befall what it says. */
export async function answerChat(exchange: Exchange, house: House): Promise<RoutedReply> {
  const type = exchange.header("content-type");
  if (type !== undefined && !/\bjson\b/i.test(type)) {
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
  const draw = createDraw(house);
  const faults = faultsFor(exchange, draw, house);
  if (!Array.isArray(faults)) return refuse(faults, exchange, house);

  const { signal } = exchange;
  const summoned: Fault[] = [];
  const summon = (words: string): void => void summoned.push(...draw(parseFaults(words), "engine"));
  const reply = (): Promise<RoutedReply> => replyToChat(request, { signal, summon }, house);
  const setting = () => ({ request, requestId: requestIdOf(`fault ${text}`, house), signal, house });
  const replied = await (faults.length === 0 ? reply() : applyFaults(faults, reply, setting()));
  return summoned.length === 0 ? replied : spoilReply(summoned, replied, setting());
}

/** Which of the faults befall this request: its number counts, and chance from the seed. */
type Draw = (faults: readonly Fault[], source: "request" | "engine") => Fault[];

function createDraw({ settings, memory }: House): Draw {
  const ordinal = memory.count("faults") + 1;
  return (faults, source) =>
    faults.length === 0
      ? []
      : drawFaults(faults, ordinal, createRandom(`${settings.seed}/faults/${ordinal}/${source}`));
}

/** The emulator's faults and the request's own. */
function faultsFor({ header }: Exchange, draw: Draw, { settings }: House): Fault[] | ApiError {
  try {
    return draw([...settings.faults, ...parseFaults(header("x-qwire-fault") ?? "")], "request");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return serviceErrorSaying("invalid_request", `x-qwire-fault: ${reason}`);
  }
}
