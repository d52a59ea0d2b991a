import { writePrompt } from "./write-prompt.ts";
import type { PromptOptions } from "./write-prompt.ts";
import type { PromptMessage } from "./prompt-message.ts";
import type { CountText, TokenCount } from "./token-count.ts";

/** For an image, a sound or a video nobody has looked at. */
const tokensOfMedia = 1000;

/** Counts the prompt of a request. An image, a sound or a video counts as a thousand tokens. */
export function countMessages(
  messages: readonly PromptMessage[],
  options: PromptOptions,
  count: CountText,
): TokenCount {
  const media = messages.reduce((sum, message) => sum + mediaOf(message), 0);
  const isGuess = media > 0 || messages.some((message) => hasThought(message) || hasSeveralCalls(message));
  return { tokens: count(writePrompt(messages, options)) + media * tokensOfMedia, approximate: isGuess };
}

function mediaOf({ content }: PromptMessage): number {
  return typeof content === "string" ? 0 : (content ?? []).filter((part) => part.text === undefined).length;
}

/** Models differ in whether they read what was thought before. */
function hasThought({ reasoning_content }: PromptMessage): boolean {
  return (reasoning_content ?? "") !== "";
}

function hasSeveralCalls({ tool_calls }: PromptMessage): boolean {
  return (tool_calls ?? []).length > 1;
}
