import { completionToChunks, readErrorBody, readReply } from "@qwire/protocol/client";
import type { ChatCompletion, ChatCompletionChunk, CompletionChoice } from "@qwire/protocol";
import { ChatError } from "../chat-error.ts";
import { parsePayload } from "../request/parse-payload.ts";
import { failureFrom } from "../request/read-failure.ts";
import { errorFinish } from "../stream/error-finish.ts";
import type { TransportReply } from "../transport.ts";

/**
 * Reads the text of a reply that is not streamed.
 *
 * @throws ChatError the service's error where the text holds one under status 200, else `invalid_reply`.
 */
export function readCompletion(text: string, reply: TransportReply): ChatCompletion {
  const payload = parsePayload(text);
  if (readErrorBody(payload) !== null) throw failureFrom(text, reply);
  const completion = readReply(payload);
  if (completion === null || completion.choices.length === 0) {
    throw new ChatError("invalid_reply", { status: reply.status });
  }
  const failed = completion.choices.find(({ finish_reason }) => finish_reason === "error_finish");
  if (failed !== undefined) throw errorFinish(failed.message.content);
  return completion;
}

/** A whole reply as the chunks of a stream. Its end is certain, also where a relay leaves the finish reason out. */
export function replayCompletion(completion: ChatCompletion): ChatCompletionChunk[] {
  return completionToChunks({ ...completion, choices: completion.choices.map(finished) });
}

function finished(choice: CompletionChoice): CompletionChoice {
  if (choice.finish_reason) return choice;
  return { ...choice, finish_reason: choice.message.tool_calls?.length ? "tool_calls" : "stop" };
}
