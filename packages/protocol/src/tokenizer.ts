import type { ChatMessage } from "./chat-message.ts";
import type { Tool } from "./tool.ts";
import type { ToolCall } from "./tool-call.ts";

/**
 * Cuts text into the tokens of a model: the port through which figures of usage, token ids in `stop` and log
 * probabilities become exact. `encode` and `decode` belong together; a tokenizer without them only counts.
 * `@qwire/tokenizer` fills all of it.
 */
export type Tokenizer = {
  /** How many tokens a text is. */
  count(text: string): number;
  /** The ids of its tokens, in order. */
  encode?(text: string): number[];
  /** The text of these tokens; a character of which only a part is there becomes U+FFFD. */
  decode?(ids: readonly number[]): string;
  /** The tokens of a prompt, with the marks around its messages, where the model's template is known. */
  countMessages?(
    messages: readonly ChatMessage[],
    options?: {
      tools?: readonly Tool[] | null;
      /** Whether the answer begins with an open thought, with an empty one, or (absent) with none. */
      thinking?: boolean;
    },
  ): { tokens: number };
  /** The tokens of an answer, with the marks around its calls and its thought. */
  countCompletion?(message: {
    content?: string | null;
    reasoning_content?: string | null;
    tool_calls?: ReadonlyArray<Pick<ToolCall, "function">> | null;
  }): { tokens: number; reasoningTokens: number };
};
