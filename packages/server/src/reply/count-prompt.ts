import { findModel, isThinking } from "@qwire/protocol";
import type { ChatRequest, Tokenizer } from "@qwire/protocol";
import { unlessTooLong } from "../emulator/long-texts.ts";

/** What a prompt costs: exactly, where the tokenizer knows the template; else about four tokens of frame a message. */
export function countPrompt(request: ChatRequest, { count, countMessages }: Tokenizer): number {
  const { messages, tools } = request;
  const exact = unlessTooLong(() => countMessages?.(messages, { tools: tools ?? null, ...thoughtOf(request) }));
  if (exact !== undefined) return exact.tokens;
  const texts = messages.map((message) =>
    typeof message.content === "string" ? message.content : JSON.stringify(message.content ?? ""),
  );
  const calls = messages.flatMap((message) => (message.role === "assistant" ? (message.tool_calls ?? []) : []));
  const extras = [
    ...calls.map((call) => JSON.stringify(call.function)),
    ...(tools ?? []).map((tool) => JSON.stringify(tool)),
  ];
  return 3 + 4 * messages.length + [...texts, ...extras].reduce((sum, text) => sum + count(text), 0);
}

/** A model that thinks begins with an open thought; qwen-turbo, when it does not, with an empty one (recorded). */
function thoughtOf(request: ChatRequest): { thinking?: boolean } {
  if (isThinking(request, findModel(request.model))) return { thinking: true };
  return /^qwen-turbo\b/.test(request.model) ? { thinking: false } : {};
}
