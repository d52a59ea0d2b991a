import type { ChatRequest, Tokenizer, Usage } from "@qwire/protocol";
import { unlessTooLong } from "../emulator/long-texts.ts";
import { countPrompt } from "./count-prompt.ts";
import type { ChoiceEvent } from "./reply-event.ts";

/** What a reply has said so far, and the figures its engine wants told instead of what it costs. */
export type UsageCount = { choices: Said[]; figures: Partial<Usage> };

/** What one choice said, in the pieces it was said in. */
type Said = { content: string[]; thinking: string[]; calls: Array<{ name: string; arguments: string[] }> };

/** Nothing said yet. */
export function startCount(choices: number): UsageCount {
  const start = (): Said => ({ content: [], thinking: [], calls: [] });
  return { choices: Array.from({ length: choices }, start), figures: none };
}

const none: Partial<Usage> = {};

/** Takes in what a choice says. */
export function countEvent({ choices }: UsageCount, choice: number, event: ChoiceEvent): void {
  const said = choices[choice];
  if (said === undefined) return;
  if (event.type === "text") said.content.push(event.text);
  else if (event.type === "thinking") said.thinking.push(event.text);
  else if (event.type === "call") said.calls.push({ name: event.name, arguments: [] });
  else if (event.type === "arguments") said.calls.at(-1)?.arguments.push(event.text);
}

/** What the reply has cost. Reasoning is part of the completion, as recorded. */
export function usageOf({ choices, figures }: UsageCount, request: ChatRequest, tokenizer: Tokenizer): Usage {
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
}

function countChoice(said: Said, { count, countCompletion }: Tokenizer) {
  const [content, thinking] = [said.content.join(""), said.thinking.join("")];
  const calls = said.calls.map((call) => ({ name: call.name, arguments: call.arguments.join("") }));
  const exact = unlessTooLong(() =>
    countCompletion?.({
      content,
      reasoning_content: thinking,
      tool_calls: calls.map((called) => ({ function: called })),
    }),
  );
  if (exact !== undefined) return exact;
  const reasoningTokens = count(thinking);
  const told = [content, ...calls.map((call) => `${call.name}${call.arguments}`)].join("");
  return { tokens: count(told) + reasoningTokens, reasoningTokens };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
