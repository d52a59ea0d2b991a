import type { ChatMessage, ChatRequest } from "@qwire/protocol";

/**
 * About how many tokens a request holds, rather too many: four letters of a Latin text are one, a Chinese character is one.
 * Pictures, sound and video are not counted.
 */
export function estimateTokens({ messages, tools }: ChatRequest): number {
  const texts = messages.flatMap(textsOf);
  if (tools?.length) texts.push(JSON.stringify(tools));
  return texts.reduce((sum, text) => sum + tokensOf(text), messages.length * perMessage);
}

/** What stands around each message. */
const perMessage = 5;

function textsOf(message: ChatMessage): string[] {
  const { content } = message;
  const texts =
    typeof content === "string"
      ? [content]
      : (content ?? []).flatMap((part) => (part.type === "text" ? [part.text] : []));
  const calls = message.role === "assistant" ? (message.tool_calls ?? []) : [];
  return [...texts, ...calls.map((call) => call.function.name + call.function.arguments)];
}

function tokensOf(text: string): number {
  let wide = 0;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) wide += 1;
  return Math.ceil(wide + (text.length - wide) / 4);
}
