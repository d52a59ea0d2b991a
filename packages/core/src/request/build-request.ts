import { encodeJson, toOutgoing } from "@qwire/protocol/client";
import type { ChatRequest } from "@qwire/protocol";
import type { TransportRequest } from "../transport.ts";
import type { Connection } from "./connection.ts";

/** The HTTP request of a chat: the outgoing forms applied, `extra_body` merged, big integers exact. */
export function buildChatRequest(connection: Connection, key: string, request: ChatRequest): TransportRequest {
  return {
    method: "POST",
    url: `${connection.baseURL}/chat/completions`,
    headers: {
      ...commonHeaders(connection, key),
      "content-type": "application/json",
      accept: request.stream === true ? "text/event-stream" : "application/json",
    },
    body: encodeJson(toOutgoing(request)),
  };
}

/** The HTTP request that lists the models. */
export function buildModelsRequest(connection: Connection, key: string): TransportRequest {
  const headers = { ...commonHeaders(connection, key), accept: "application/json" };
  return { method: "GET", url: `${connection.baseURL}/models`, headers };
}

function commonHeaders({ headers }: Connection, key: string): Record<string, string> {
  // In one case: two spellings of one name would be sent as two values.
  const own = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return { ...Object.fromEntries(own), authorization: `Bearer ${key}` };
}
