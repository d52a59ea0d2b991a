import { allRules, findModel } from "@qwire/protocol";
import type { ModelProfile, RuleName } from "@qwire/protocol";

/** A numeric parameter of the panel. */
export type ParameterName =
  | "temperature"
  | "top_p"
  | "top_k"
  | "presence_penalty"
  | "repetition_penalty"
  | "max_tokens"
  | "thinking_budget"
  | "seed";

/** What was typed, by parameter; absent: the model's own. Texts, because a seed is longer than a number is exact. */
export type ParameterTexts = { readonly [Name in ParameterName]?: string };

/** From where to where, both included; `null`: no end that all models share. */
export type ParameterRange = { min: number | null; max: number | null };

export const parameterNames: readonly ParameterName[] = [
  "temperature",
  "top_p",
  "top_k",
  "presence_penalty",
  "repetition_penalty",
  "max_tokens",
  "thinking_budget",
  "seed",
];

/** How far one step of a slider goes. */
export const stepOf: { readonly [Name in ParameterName]: number } = {
  temperature: 0.01,
  top_p: 0.01,
  top_k: 1,
  presence_penalty: 0.1,
  repetition_penalty: 0.01,
  max_tokens: 1,
  thinking_budget: 1,
  seed: 1,
};

const ruleOf: { readonly [Name in ParameterName]: RuleName & keyof typeof allRules } = {
  temperature: "temperature-range",
  top_p: "top-p-range",
  top_k: "top-k-range",
  presence_penalty: "presence-penalty-range",
  repetition_penalty: "repetition-penalty-range",
  max_tokens: "max-tokens-range",
  thinking_budget: "thinking-budget-range",
  seed: "seed-range",
};

/**
 * The range of a parameter, in its steps, found by asking the protocol's own rule what it refuses. The model knows the
 * ends of lengths.
 */
export function rangeOf(name: ParameterName, model: string): ParameterRange {
  const profile = findModel(model);
  return { min: endOf(name, -1e30, profile), max: lengthOf(name, profile) ?? endOf(name, 1e30, profile) };
}

/** The last legal step towards a value far out; `null` where that is legal, too. */
function endOf(name: ParameterName, far: number, model: ModelProfile): number | null {
  if (isLegal(name, far, model)) return null;
  const step = stepOf[name];
  const edge = edgeOf(name, far, model);
  const nearest = toStep(Math.round(edge / step), step);
  return isLegal(name, nearest, model) ? nearest : toStep(Math.round(edge / step) - Math.sign(far), step);
}

/** The last legal value on the way from 1, which every rule takes, to one that is refused. */
function edgeOf(name: ParameterName, far: number, model: ModelProfile): number {
  let legal = 1;
  let refused = far;
  for (;;) {
    const between = (legal + refused) / 2;
    const middle = stepOf[name] >= 1 ? Math.trunc(between) : between;
    if (middle === legal || middle === refused || Math.abs(refused - legal) < stepOf[name] / 100) return legal;
    if (isLegal(name, middle, model)) legal = middle;
    else refused = middle;
  }
}

function isLegal(name: ParameterName, value: number, model: ModelProfile): boolean {
  return (
    allRules[ruleOf[name]].check({ model: "", messages: [], enable_thinking: true, [name]: value }, { model })
      .length === 0
  );
}

/** `199 * 0.01` is not quite 1.99. */
function toStep(count: number, step: number): number {
  return Number((count * step).toFixed(2));
}

function lengthOf(name: ParameterName, { outputTokens, thinkingTokens }: ModelProfile): number | null {
  if (name === "max_tokens") return outputTokens;
  return name === "thinking_budget" ? thinkingTokens : null;
}
