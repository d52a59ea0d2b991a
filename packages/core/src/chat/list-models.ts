import { readErrorBody, readModels } from "@qwire/protocol/client";
import type { ModelList } from "@qwire/protocol";
import { ChatError, isChatError } from "../chat-error.ts";
import { buildModelsRequest } from "../request/build-request.ts";
import { fetchKey } from "../request/fetch-key.ts";
import { hideKey } from "../request/hide-key.ts";
import { parsePayload } from "../request/parse-payload.ts";
import { readBody } from "../request/read-body.ts";
import { failureFrom } from "../request/read-failure.ts";
import { sendRequest } from "../request/send-request.ts";
import type { ChatCall } from "./chat-call.ts";

/**
 * The models the key sees. Tried once: a list can be asked for again.
 *
 * @throws ChatError
 */
export async function listModels(call: ChatCall): Promise<ModelList> {
  const { connection, control } = call;
  try {
    control.begin();
    const key = await fetchKey(connection.apiKey, control);
    return await askForModels(call, key).catch((error: unknown) => {
      throw isChatError(error) ? hideKey(error, key) : error;
    });
  } finally {
    control.dispose();
  }
}

async function askForModels({ connection, control, timeouts, limits }: ChatCall, key: string): Promise<ModelList> {
  const { transport } = connection;
  const request = buildModelsRequest(connection, key);
  const reply = await sendRequest(request, { transport, control, headersMs: timeouts.headersMs });
  const text = await readBody(reply, { control, ...timeouts, ...limits });
  const payload = parsePayload(text);
  const list = readModels(payload);
  if (list !== null) return list;
  if (readErrorBody(payload) !== null) throw failureFrom(text, reply);
  throw new ChatError("invalid_reply", { status: reply.status, requestId: reply.headers.get("x-request-id") });
}
