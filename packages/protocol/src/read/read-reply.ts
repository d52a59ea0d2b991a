import type { ChatCompletion, CompletionChoice, CompletionMessage } from "../chat-completion.ts";
import type { ToolCall } from "../tool-call.ts";
import { constant, count, fields, list, maybe, number, readOrNull, string, text, word } from "./read-fields.ts";
import { callArguments, content, finishReason, functionCall, head, logprobs } from "./reply-parts.ts";

const completion = fields<ChatCompletion>({
  ...head,
  object: constant("chat.completion"),
  choices: list(
    fields<CompletionChoice>({
      index: count,
      message: fields<CompletionMessage>({
        role: constant("assistant"),
        content: (value) => content(value) ?? null,
        reasoning_content: text,
        tool_calls: maybe(
          list(
            fields<ToolCall>({
              id: word,
              type: constant("function"),
              function: fields<ToolCall["function"]>({
                name: string,
                arguments: (value) => callArguments(value) ?? "",
              }),
              index: (value) => (value === undefined ? value : number(value)),
            }),
          ),
        ),
        refusal: text,
        function_call: functionCall,
        audio: maybe(fields<NonNullable<CompletionMessage["audio"]>>({ id: text, data: text, transcript: text })),
      }),
      finish_reason: finishReason,
      logprobs: maybe(logprobs),
    }),
  ),
  request_id: text,
});

/** A whole reply as `chatCompletion` reads it; `null` where it would refuse. */
export function readReply(payload: unknown): ChatCompletion | null {
  return readOrNull(completion, payload);
}
