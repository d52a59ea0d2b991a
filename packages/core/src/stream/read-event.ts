import { isPlainChunk, readChunk, readErrorBody } from "@qwire/protocol/client";
import type { ChatCompletionChunk } from "@qwire/protocol";
import { ChatError } from "../chat-error.ts";
import { parsePayload } from "../request/parse-payload.ts";
import { serviceError } from "../request/service-error.ts";
import type { SseEvent } from "./create-sse-decoder.ts";
import { errorFinish } from "./error-finish.ts";

/** The end mark of every good stream. */
export const done: unique symbol = Symbol("[DONE]");

/**
 * Reads one event of a stream as a checked chunk, or as the end mark. `null`: an event of another kind (a relay's
 * `event: ping`), or one the end of the stream left open and whose data is not a whole chunk.
 *
 * @throws ChatError the service's error, in any of its shapes; `invalid_reply` for what is no chunk.
 */
export function readEvent(event: SseEvent): ChatCompletionChunk | typeof done | null {
  if (event.data.trim() === "[DONE]") return done;
  const payload = parsePayload(event.data);
  if (looksLikeChunk(payload)) {
    if (isPlainChunk(payload)) return withoutErrorFinish(payload);
    const chunk = readChunk(payload);
    if (chunk !== null) return withoutErrorFinish(chunk);
  }
  const error = readErrorBody(payload);
  if (error !== null) throw serviceError(error, { status: event.status });
  if (event.isUnterminated) return null;
  if (event.event === "error") throw new ChatError("service_error", { status: event.status });
  if (event.event !== "message") return null;
  throw new ChatError("invalid_reply", { message: "The stream holds an event that is not a chat completion chunk." });
}

/** Every field of a chunk may be missing, so an error body would pass its schema: tell them apart first. */
function looksLikeChunk(payload: unknown): boolean {
  if (typeof payload !== "object" || payload === null) return false;
  if ("error" in payload && payload.error !== null && payload.error !== "") return false;
  return (
    "choices" in payload || "usage" in payload || ("object" in payload && payload.object === "chat.completion.chunk")
  );
}

function withoutErrorFinish(chunk: ChatCompletionChunk): ChatCompletionChunk {
  const failed = chunk.choices.find((choice) => choice.finish_reason === "error_finish");
  if (failed !== undefined) throw errorFinish(failed.delta.content);
  return chunk;
}
