import { modelList } from "@qwire/protocol";
import type { ModelList } from "@qwire/protocol";
import { ChatError } from "../chat-error.ts";
import { buildModelsRequest } from "../request/build-request.ts";
import { parsePayload } from "../request/parse-payload.ts";
import { readText } from "../request/read-text.ts";
import { sendRequest } from "../request/send-request.ts";
import type { ChatCall } from "./chat-call.ts";

/**
 * The models the key sees. Tried once: a list can be asked for again.
 *
 * @throws ChatError
 */
export async function listModels({ connection, control, timeouts, limits }: ChatCall): Promise<ModelList> {
  const { headersMs, firstEventMs } = timeouts;
  try {
    control.begin();
    const request = await buildModelsRequest(connection);
    const reply = await sendRequest(request, { transport: connection.transport, control, headersMs });
    const text = await control.limit("first_event_timeout", firstEventMs, readText(reply.body, limits.maxReplyBytes));
    const list = modelList.safeParse(parsePayload(text));
    if (list.success) return list.data;
    throw new ChatError("invalid_reply", { status: reply.status, requestId: reply.headers.get("x-request-id") });
  } finally {
    control.dispose();
  }
}
