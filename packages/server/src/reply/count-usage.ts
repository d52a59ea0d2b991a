import type { ChatRequest, Tokenizer, Usage } from "@qwire/protocol";
import { unlessTooLong } from "../emulator/long-texts.ts";
import { countPrompt } from "./count-prompt.ts";
import type { ChoiceEvent } from "./reply-event.ts";

/** What a reply has said so far, to which request, and the figures its engine wants told instead of what it costs. */
export type UsageCount = { choices: Said[]; figures: Partial<Usage>; request: ChatRequest; tokenizer: Tokenizer };

/** What one choice said, in the pieces it was said in. */
type Said = { content: string[]; thinking: string[]; calls: Array<{ name: string; arguments: string[] }> };

type Counted = { tokens: number; reasoningTokens: number };

/** Nothing said yet. */
export function startCount(choices: number, request: ChatRequest, tokenizer: Tokenizer): UsageCount {
  const said = [nothingSaid()];
  while (said.length < choices) said.push(nothingSaid());
  return { choices: said, figures: none, request, tokenizer };
}

function nothingSaid(): Said {
  return { content: [], thinking: [], calls: [] };
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
export function usageOf({ choices, figures, request, tokenizer }: UsageCount): Usage {
  let [said, reasoning] = [0, 0];
  for (const choice of choices) {
    const { tokens, reasoningTokens } = countChoice(choice, tokenizer);
    said += tokens;
    reasoning += reasoningTokens;
  }
  const prompt_tokens = figures.prompt_tokens ?? countPrompt(request, tokenizer);
  const completion_tokens = figures.completion_tokens ?? said;
  return {
    prompt_tokens,
    completion_tokens,
    total_tokens: prompt_tokens + completion_tokens,
    ...(reasoning > 0 ? { completion_tokens_details: { reasoning_tokens: reasoning } } : {}),
    prompt_tokens_details: { cached_tokens: 0 },
    ...figures,
  };
}

function countChoice(said: Said, { count, countCompletion }: Tokenizer): Counted {
  const content = joined(said.content);
  const thinking = joined(said.thinking);
  const calls = said.calls.map((call) => ({ function: { name: call.name, arguments: joined(call.arguments) } }));
  const exact =
    countCompletion &&
    unlessTooLong(() => countCompletion({ content, reasoning_content: thinking, tool_calls: calls }));
  if (exact !== undefined) return exact;
  const reasoningTokens = thinking === "" ? 0 : count(thinking);
  const told = calls.reduce((text, { function: called }) => text + called.name + called.arguments, content);
  return { tokens: count(told) + reasoningTokens, reasoningTokens };
}

/** Most choices of a plain reply are one piece. */
function joined(pieces: readonly string[]): string {
  return pieces.length === 1 ? (pieces[0] ?? "") : pieces.join("");
}
