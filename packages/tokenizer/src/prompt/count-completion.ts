import { writeSpoken } from "./write-prompt.ts";
import type { PromptToolCall } from "./prompt-message.ts";
import type { CountText, TokenCount } from "./token-count.ts";

/** What a model answered: a reply's `message` is one. */
export type CompletionMessage = {
  readonly content?: string | null;
  readonly reasoning_content?: string | null;
  readonly tool_calls?: readonly PromptToolCall[] | null;
};

/** The tokens of an answer. */
export type CompletionCount = TokenCount & {
  /** Those of them that were thought; `usage.completion_tokens_details.reasoning_tokens`. */
  reasoningTokens: number;
};

/**
 * Counts an answer as recorded usage does: the text alone; a call with the marks around it; a thought with both of its
 * marks. Reasoning is told one token lower than it is long, as in the one recording there is.
 */
export function countCompletion(message: CompletionMessage, count: CountText): CompletionCount {
  const { content, reasoning_content, tool_calls } = message;
  const spoken = writeSpoken(content ?? "", tool_calls, (written) => written);
  const thought = reasoning_content ?? "";
  if (thought === "") {
    const calls = (tool_calls ?? []).length;
    // Recorded: a text, or one call and no text.
    const isGuess = calls > 1 || (calls === 1 && (content ?? "") !== "");
    return { tokens: count(spoken), reasoningTokens: 0, approximate: isGuess };
  }
  return {
    tokens: count(`<think>\n${thought}\n</think>\n\n${spoken}`),
    reasoningTokens: Math.max(0, count(thought) - 1),
    approximate: true,
  };
}
