import type { ChatRequest } from "@qwire/protocol";
import type { ChatCall } from "./chat-call.ts";

/** The request without `stream`, and what only goes with it, where this server does not stream beside tools. */
export function plainTools({ streamTools }: Pick<ChatCall, "streamTools">, request: ChatRequest): ChatRequest {
  if (request.stream !== true || (request.tools ?? []).length === 0) return request;
  const isStreamed = typeof streamTools === "function" ? streamTools(request.model) : streamTools;
  if (isStreamed) return request;
  const { stream: _, stream_options: __, tool_stream: ___, ...plain } = request;
  return plain;
}
