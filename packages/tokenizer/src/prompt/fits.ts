import { countMessages } from "./count-messages.ts";
import type { PromptMessage } from "./prompt-message.ts";
import type { CountText } from "./token-count.ts";

/** A request, as far as it decides whether it fits. The protocol's requests are ones. */
export type SizedRequest = {
  readonly messages: readonly PromptMessage[];
  readonly tools?: readonly object[] | null;
  readonly max_tokens?: number | bigint | null;
  readonly max_completion_tokens?: number | bigint | null;
  readonly enable_thinking?: boolean | null;
};

/** What a model has room for. The protocol's `findModel(model)` tells it for the models it knows. */
export type ContextProfile = {
  /** Tokens of prompt and answer together. */
  readonly contextTokens: number | null;
  /** Most tokens of an answer. */
  readonly outputTokens?: number | null;
};

/** Whether a request fits, and by how much. */
export type Fit = {
  fits: boolean;
  promptTokens: number;
  /** Kept free for the answer: what the request allows it, as far as the model can; at least 1. */
  answerTokens: number;
  /** What is left beside both; below 0, by so much it does not fit. */
  spareTokens: number;
  /** Whether the prompt's figure is a guess. */
  approximate: boolean;
};

/** @throws TypeError where the profile does not tell the context */
export function fits(request: SizedRequest, profile: ContextProfile, count: CountText): Fit {
  const { contextTokens, outputTokens } = profile;
  if (contextTokens === null || !(contextTokens > 0)) {
    throw new TypeError("Nobody knows this model's context: give its size yourself, as { contextTokens: 131072 }.");
  }
  const { messages, tools, enable_thinking } = request;
  const thinking = enable_thinking === true ? { thinking: true } : {};
  const prompt = countMessages(messages, { tools: tools ?? null, ...thinking }, count);
  const asked = Number(request.max_completion_tokens ?? request.max_tokens ?? 1);
  const answerTokens = Math.max(1, Math.min(asked, outputTokens ?? Infinity));
  const spareTokens = contextTokens - prompt.tokens - answerTokens;
  return {
    fits: spareTokens >= 0,
    promptTokens: prompt.tokens,
    answerTokens,
    spareTokens,
    approximate: prompt.approximate,
  };
}
