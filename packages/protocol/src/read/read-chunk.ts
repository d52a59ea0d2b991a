import type { ChatCompletionChunk, ChunkChoice, ChunkDelta } from "../chat-completion-chunk.ts";
import type { ToolCallDelta } from "../tool-call.ts";
import { constant, count, fields, figure, list, maybe, readOrNull, text } from "./read-fields.ts";
import { callArguments, content, finishReason, functionCall, head, logprobs } from "./reply-parts.ts";

const delta = maybe(
  fields<ChunkDelta>({
    role: text,
    content,
    reasoning_content: text,
    tool_calls: maybe(
      list(
        fields<ToolCallDelta>({
          index: figure,
          id: text,
          type: text,
          function: maybe(fields<NonNullable<ToolCallDelta["function"]>>({ name: text, arguments: callArguments })),
        }),
      ),
    ),
    refusal: text,
    function_call: functionCall,
    audio: maybe(
      fields<NonNullable<ChunkDelta["audio"]>>({ id: text, data: text, transcript: text, expires_at: figure }),
    ),
  }),
);

const choices = maybe(
  list(
    fields<ChunkChoice>({
      index: count,
      delta: (value) => delta(value) ?? {},
      finish_reason: finishReason,
      logprobs: maybe(logprobs),
    }),
  ),
);
const chunk = fields<ChatCompletionChunk>({
  ...head,
  object: constant("chat.completion.chunk"),
  choices: (value) => choices(value) ?? [],
});

/** A chunk as `chatCompletionChunk` reads it; `null` where it would refuse. */
export function readChunk(payload: unknown): ChatCompletionChunk | null {
  return readOrNull(chunk, payload);
}
