import type { ApiError } from "./api-error.ts";
import { createRandom, hashText, randomUuid } from "../emulator/random.ts";
import { applyFaults } from "../faults/apply-faults.ts";
import { drawFaults } from "../faults/draw-faults.ts";
import { parseFaults } from "../faults/parse-faults.ts";
import type { Fault } from "../faults/parse-faults.ts";
import { authorize } from "./authorize.ts";
import { corsHeaders } from "./cors.ts";
import type { Exchange, Reply } from "./exchange.ts";
import type { House } from "./house.ts";
import { isKnownModel } from "./known-models.ts";
import { listModels } from "./list-models.ts";
import { parseChatRequest } from "./parse-chat-request.ts";
import { readBody } from "./read-body.ts";
import { replyToChat } from "./reply-to-chat.ts";
import type { RoutedReply } from "./routed-reply.ts";
import { serviceError, serviceErrorSaying } from "./service-errors.ts";
import { jsonType, serviceHeaders } from "./service-headers.ts";
import { writeError } from "./write-error.ts";

/** Answers one request, whatever it is. Never throws for what a client can send. */
export async function route(exchange: Exchange, house: House): Promise<Reply> {
  const cors = corsHeaders(exchange);
  if (exchange.method === "OPTIONS") return { status: 204, headers: cors, body: "" };
  const arrivedAt = house.clock.now();
  const { status, headers, body, requestId } = await answerRoute(exchange, house);
  const service = serviceHeaders(requestId, { arrivedAt, answeredAt: house.clock.now() });
  return { status, headers: { ...service, ...cors, ...headers }, body };
}

async function answerRoute(exchange: Exchange, house: House): Promise<RoutedReply> {
  const { method, path, header } = exchange;
  const endpoint = /\/(chat\/completions|models)\/*$/.exec(path)?.[1];
  const id = endpoint === undefined ? /\/models\/+(.+)$/.exec(path)?.[1] : undefined;
  if (endpoint === undefined && id === undefined) return refuse(serviceError("not_found"), exchange, house);
  const isChat = endpoint === "chat/completions";
  const allowed = isChat ? "POST" : "GET";
  if (method !== allowed) {
    return refuse(
      serviceErrorSaying("method_not_allowed", `Request method '${method}' is not supported.`),
      exchange,
      house,
    );
  }
  const denied = authorize(header("authorization"), house.settings.apiKeys);
  if (denied !== null) return refuse(denied, exchange, house);
  return isChat ? answerChat(exchange, house) : answerModels(id, exchange, house);
}

/** @param id the one model asked for, as it stands in the path; none: all of them */
function answerModels(id: string | undefined, exchange: Exchange, house: House): RoutedReply {
  const requestId = (): string => requestIdOf(`models ${exchange.path}`, house);
  const list = listModels(house);
  if (id === undefined) return json(list, 200, requestId());
  const model = decoded(id);
  const entry = list.data.find((one) => one.id === model);
  if (entry === undefined) return refuse(serviceError("model_not_found", { model }), exchange, house);
  return json(entry, 200, requestId());
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not escaped as it should be: no model has such a name.
    return text;
  }
}

async function answerChat(exchange: Exchange, house: House): Promise<RoutedReply> {
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
  const faults = faultsFor(exchange, house);
  if (!Array.isArray(faults)) return refuse(faults, exchange, house);
  const reply = (): Promise<RoutedReply> => replyToChat(request, exchange.signal, house);
  if (faults.length === 0) return reply();
  const requestId = requestIdOf(`fault ${text}`, house);
  return applyFaults(faults, reply, { request, requestId, signal: exchange.signal, house });
}

/** The emulator's faults and the request's own, drawn from the seed. */
function faultsFor({ header }: Exchange, { settings, memory }: House): Fault[] | ApiError {
  const ordinal = memory.count("faults") + 1;
  try {
    const all = [...settings.faults, ...parseFaults(header("x-qwire-fault") ?? "")];
    if (all.length === 0) return [];
    return drawFaults(all, ordinal, createRandom(`${settings.seed}/faults/${ordinal}`));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return serviceErrorSaying("invalid_request", `x-qwire-fault: ${reason}`);
  }
}

function refuse(error: ApiError, { method, path }: Exchange, house: House): RoutedReply {
  const requestId = requestIdOf(`${method} ${path} ${error.message}`, house);
  return json(writeError(error, requestId), error.status, requestId);
}

function json(payload: object, status: number, requestId: string): RoutedReply {
  return { status, headers: { "content-type": jsonType }, body: JSON.stringify(payload), requestId };
}

/** An id for a reply no engine was asked for: from the seed, what was asked, and how often. */
function requestIdOf(asked: string, { settings, memory }: House): string {
  const key = hashText(asked);
  return randomUuid(createRandom(`${settings.seed}/${key}/${memory.count(key)}`));
}
