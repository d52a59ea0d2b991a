import { findModel, isThinking } from "@qwire/protocol";
import type { ChatRequest, Tokenizer } from "@qwire/protocol";
import { unlessTooLong } from "../emulator/long-texts.ts";

/** What a prompt costs: exactly, where the tokenizer knows the template; else about four tokens of frame a message. */
export function countPrompt(request: ChatRequest, { count, countMessages }: Tokenizer): number {
  const { messages, tools } = request;
  const exact =
    countMessages && unlessTooLong(() => countMessages(messages, { tools: tools ?? null, ...thoughtOf(request) }));
  if (exact !== undefined) return exact.tokens;
  let tokens = 3;
  for (const message of messages) {
    const { content } = message;
    tokens += 4 + count(typeof content === "string" ? content : JSON.stringify(content ?? ""));
    const calls = message.role === "assistant" ? message.tool_calls : null;
    for (const call of calls ?? []) tokens += count(JSON.stringify(call.function));
  }
  for (const tool of tools ?? []) tokens += count(JSON.stringify(tool));
  return tokens;
}

/** A model that thinks begins with an open thought; qwen-turbo, when it does not, with an empty one (recorded). */
function thoughtOf(request: ChatRequest): { thinking?: boolean } {
  if (isThinking(request, findModel(request.model))) return { thinking: true };
  return /^qwen-turbo\b/.test(request.model) ? { thinking: false } : {};
}
