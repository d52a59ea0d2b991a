import { answerChat } from "./answer-chat.ts";
import type { ApiError } from "./api-error.ts";
import { authorize } from "./authorize.ts";
import { corsHeaders } from "./cors.ts";
import { endpointOf } from "./endpoint.ts";
import type { Exchange, Reply } from "./exchange.ts";
import type { House } from "./house.ts";
import { listModels } from "./list-models.ts";
import { refuse, requestIdOf } from "./refuse.ts";
import type { RoutedReply } from "./routed-reply.ts";
import { serviceError, serviceErrorSaying } from "./service-errors.ts";
import { jsonType, serviceHeaders } from "./service-headers.ts";

/** Answers one request, whatever it is. Never throws for what a client can send. */
export async function route(exchange: Exchange, house: House): Promise<Reply> {
  const cors = corsHeaders(exchange);
  if (exchange.method === "OPTIONS") return { status: 204, headers: cors, body: "" };
  const arrivedAt = house.clock.now();
  const { status, headers, body, requestId } = await answerRoute(exchange, house);
  const service = serviceHeaders(requestId, { arrivedAt, answeredAt: house.clock.now() });
  return { status, headers: Object.assign(service, cors, headers), body };
}

function answerRoute(exchange: Exchange, house: House): RoutedReply | Promise<RoutedReply> {
  const { method, path, header } = exchange;
  const endpoint = endpointOf(path);
  if (endpoint === null) return refuse(nowhere(), exchange, house);
  const isChat = endpoint.name === "chat";
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
  return isChat
    ? answerChat(exchange, house)
    : answerModels(endpoint.name === "model" ? endpoint.id : undefined, exchange, house);
}

/** The service's words, and where to go instead: who opens the address alone sees no page. */
function nowhere(): ApiError {
  const { message } = serviceError("not_found");
  const hint =
    "The base URL to give an SDK ends in /compatible-mode/v1; under it are POST /chat/completions, GET /models and GET /models/{model}.";
  return serviceErrorSaying("not_found", `${message} ${hint}`);
}

/** @param model the one asked for; none: all of them */
function answerModels(model: string | undefined, exchange: Exchange, house: House): RoutedReply {
  const requestId = (): string => requestIdOf(`models ${exchange.path}`, house);
  const list = listModels(house);
  if (model === undefined) return json(list, 200, requestId());
  const entry = list.data.find((one) => one.id === model);
  if (entry === undefined) return refuse(serviceError("model_not_found", { model }), exchange, house);
  return json(entry, 200, requestId());
}

function json(payload: object, status: number, requestId: string): RoutedReply {
  return { status, headers: { "content-type": jsonType }, body: JSON.stringify(payload), requestId };
}
