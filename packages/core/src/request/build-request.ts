import { encodeJson, toOutgoing } from "@qwire/protocol";
import type { ChatRequest } from "@qwire/protocol";
import { ChatError } from "../chat-error.ts";
import type { TransportRequest } from "../transport.ts";
import type { ApiKey, Connection } from "./connection.ts";

/**
 * The HTTP request of a chat: the outgoing forms applied, `extra_body` merged, big integers exact.
 *
 * @throws ChatError `missing_api_key`, before anything is sent.
 */
export async function buildChatRequest(connection: Connection, request: ChatRequest): Promise<TransportRequest> {
  return {
    method: "POST",
    url: `${connection.baseURL}/chat/completions`,
    headers: {
      ...(await commonHeaders(connection)),
      "content-type": "application/json",
      accept: request.stream === true ? "text/event-stream" : "application/json",
    },
    body: encodeJson(toOutgoing(request)),
  };
}

/** The HTTP request that lists the models. */
export async function buildModelsRequest(connection: Connection): Promise<TransportRequest> {
  const headers = { ...(await commonHeaders(connection)), accept: "application/json" };
  return { method: "GET", url: `${connection.baseURL}/models`, headers };
}

async function commonHeaders({ apiKey, headers }: Connection): Promise<Record<string, string>> {
  return { ...headers, authorization: `Bearer ${await keyOf(apiKey)}` };
}

async function keyOf(apiKey: ApiKey): Promise<string> {
  const key = typeof apiKey === "function" ? await apiKey() : apiKey;
  if (key === undefined || key === "") throw new ChatError("missing_api_key");
  // A line break pasted along with the key would be refused far away from here, with a sentence that quotes the key.
  if (/[^\x21-\x7e]/.test(key.trim())) throw new ChatError("invalid_api_key", { message: invalidKey });
  return key.trim();
}

const invalidKey = "The API key holds characters that no key has. Check what was pasted into DASHSCOPE_API_KEY or apiKey.";
