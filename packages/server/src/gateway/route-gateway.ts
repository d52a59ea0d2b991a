import type { Reply, ServedExchange } from "../http/exchange.ts";
import { endpointOf } from "../http/endpoint.ts";
import { serviceError, serviceErrorSaying } from "../http/service-errors.ts";
import { jsonType } from "../http/service-headers.ts";
import { isAllowedOrigin, originHeaders } from "./allow-origin.ts";
import { answerChat, errorReply } from "./answer-chat.ts";
import { openCall } from "./gateway-call.ts";
import { notAuthorized, ownFault, wrongOrigin } from "./gateway-errors.ts";
import { randomId } from "./random-id.ts";
import type { GatewaySettings } from "./settings.ts";

/** Answers one request, whatever it is. Never throws for what a client can send. */
export async function routeGateway<Who>(exchange: ServedExchange, settings: GatewaySettings<Who>): Promise<Reply> {
  const { status, headers, body } = await answerRoute(exchange, settings);
  const shared = { "x-content-type-options": "nosniff", ...originHeaders(exchange, settings.origins) };
  return { status, headers: { ...shared, ...headers }, body };
}

async function answerRoute<Who>(exchange: ServedExchange, settings: GatewaySettings<Who>): Promise<Reply> {
  const { method, path, header } = exchange;
  const id = randomId();
  const endpoint = endpointOf(path);
  if (endpoint === null) return errorReply(serviceError("not_found"), id);
  const allow = endpoint.name === "chat" ? "POST" : "GET";
  const origin = header("origin");
  if (method === "OPTIONS" && header("access-control-request-method") !== undefined) {
    if (!isAllowedOrigin(origin, settings.origins)) return errorReply(wrongOrigin(origin ?? ""), id);
    return { status: 204, headers: {}, body: "" };
  }
  if (method !== allow) {
    const error = serviceErrorSaying("method_not_allowed", `Request method '${method}' is not supported.`);
    const { status, headers, body } = errorReply(error, id);
    return { status, headers: { ...headers, allow }, body };
  }
  if (endpoint.name !== "chat") {
    return answerModels(exchange, { id, model: endpoint.name === "model" ? endpoint.id : null }, settings);
  }
  const { clock } = settings;
  return answerChat(exchange, openCall({ id, path, clock, tell: teller(settings) }), settings);
}

async function answerModels<Who>(
  exchange: ServedExchange,
  { id, model }: { id: string; model: string | null },
  settings: GatewaySettings<Who>,
): Promise<Reply> {
  const origin = exchange.header("origin");
  if (!isAllowedOrigin(origin, settings.origins)) return errorReply(wrongOrigin(origin ?? ""), id);
  try {
    const who = await settings.authorize(exchange.toRequest());
    if (who === null || who === undefined) return errorReply(notAuthorized(), id);
  } catch {
    // The operator's function; chat requests tell `onEvent` what it throws.
    return errorReply(ownFault(), id);
  }
  const entries = settings.models.map((name) => ({ id: name, object: "model", created: 0, owned_by: "system" }));
  const one = entries.find((entry) => entry.id === model);
  if (model !== null && one === undefined) return errorReply(serviceError("model_not_found", { model }), id);
  const body = JSON.stringify(one ?? { object: "list", data: entries });
  return { status: 200, headers: { "content-type": jsonType, "x-request-id": id }, body };
}

/** What listens must not break what it listens to. */
function teller<Who>({ onEvent }: GatewaySettings<Who>): NonNullable<GatewaySettings<Who>["onEvent"]> {
  return (event) => {
    try {
      onEvent?.(event);
    } catch {
      // Said in the option's description: what it throws is lost.
    }
  };
}
