import type { ChatRequest, Tokenizer, Usage } from "@qwire/protocol";
import { unlessTooLong } from "../emulator/long-texts.ts";
import { countPrompt } from "./count-prompt.ts";
import type { ChoiceEvent } from "./reply-event.ts";

/** Adds up what a reply costs, as its texts go by. */
export type UsageCount = {
  add(choice: number, event: ChoiceEvent): void;
  override(figures: Partial<Usage>): void;
  total(): Usage;
};

/** What one choice said. */
type Said = { content: string; thinking: string; calls: Array<{ function: { name: string; arguments: string } }> };

/** Starts counting for a request. Reasoning is part of the completion, as recorded. */
export function countUsage(request: ChatRequest, tokenizer: Tokenizer): UsageCount {
  const choices: Said[] = [];
  let figures: Partial<Usage> = {};
  return {
    add(choice, event) {
      const said = (choices[choice] ??= { content: "", thinking: "", calls: [] });
      if (event.type === "text") said.content += event.text;
      else if (event.type === "thinking") said.thinking += event.text;
      else if (event.type === "call") said.calls.push({ function: { name: event.name, arguments: "" } });
      else if (event.type === "arguments") {
        const called = said.calls.at(-1)?.function;
        if (called !== undefined) called.arguments += event.text;
      }
    },
    override(more) {
      figures = { ...figures, ...more };
    },
    total() {
      const counts = choices.map((said) => countChoice(said, tokenizer));
      const reasoning = sum(counts.map(({ reasoningTokens }) => reasoningTokens));
      const prompt_tokens = figures.prompt_tokens ?? countPrompt(request, tokenizer);
      const completion_tokens = figures.completion_tokens ?? sum(counts.map(({ tokens }) => tokens));
      return {
        prompt_tokens,
        completion_tokens,
        total_tokens: prompt_tokens + completion_tokens,
        ...(reasoning > 0 ? { completion_tokens_details: { reasoning_tokens: reasoning } } : {}),
        prompt_tokens_details: { cached_tokens: 0 },
        ...figures,
      };
    },
  };
}

function countChoice({ content, thinking, calls }: Said, { count, countCompletion }: Tokenizer) {
  const exact = unlessTooLong(() => countCompletion?.({ content, reasoning_content: thinking, tool_calls: calls }));
  if (exact !== undefined) return exact;
  const called = calls.map((call) => `${call.function.name}${call.function.arguments}`);
  const reasoningTokens = count(thinking);
  return { tokens: count([content, ...called].join("")) + reasoningTokens, reasoningTokens };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
