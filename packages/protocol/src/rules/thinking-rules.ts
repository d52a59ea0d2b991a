import { withoutField } from "../without-field.ts";
import { atLeast, numberRange } from "./number-range.ts";
import { when } from "./rule.ts";
import type { Rule } from "./rule.ts";

export type ThinkingRuleName =
  | "thinking-required"
  | "thinking-unknown-to-model"
  | "thinking-budget-range"
  | "thinking-budget-above-model"
  | "thinking-budget-beside-effort"
  | "thinking-budget-without-thinking";

/** Whether and how long the model thinks. */
export const thinkingRules: { readonly [Name in ThinkingRuleName]: Rule } = {
  "thinking-required": {
    severity: "warning",
    refusedAs: "thinking_required",
    source: "error page of 2026: enable_thinking is restricted to True",
    check: ({ enable_thinking }, { model }) =>
      when(enable_thinking === false && model.thinking === "always", ["enable_thinking"], { family: model.family }),
    sentence: ({ field, family }) => `${family} always thinks: leave ${field} out.`,
    fix: { says: "enable_thinking is left out.", apply: (request) => withoutField(request, "enable_thinking") },
  },
  "thinking-unknown-to-model": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "reference of 2026: hybrid models",
    check: ({ enable_thinking }, { model }) =>
      when(enable_thinking === true && model.thinking === "never", ["enable_thinking"], { family: model.family }),
    sentence: ({ field, family }) => `${family} does not think: leave ${field} out, or choose a model that does.`,
    fix: { says: "enable_thinking is left out.", apply: (request) => withoutField(request, "enable_thinking") },
  },
  "thinking-budget-range": numberRange("thinking_budget", {
    ...atLeast(1),
    source: "error page of 2026: a positive integer",
  }),
  "thinking-budget-above-model": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "error page of 2026: not greater than the model's maximum",
    check: ({ thinking_budget }, { model: { thinkingTokens, family } }) =>
      when(
        typeof thinking_budget === "number" && thinkingTokens !== null && thinking_budget > thinkingTokens,
        ["thinking_budget"],
        { limit: thinkingTokens ?? 0, family },
      ),
    sentence: ({ field, limit, family }) => `${field} is above the ${limit} tokens that ${family} may think: lower it.`,
    fix: {
      says: "thinking_budget becomes the model's maximum.",
      apply: (request, { model }) => ({ ...request, thinking_budget: model.thinkingTokens }),
    },
  },
  "thinking-budget-beside-effort": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "Qwen's own client: the two exclude each other",
    check: ({ thinking_budget, reasoning_effort }) =>
      when(typeof thinking_budget === "number" && typeof reasoning_effort === "string", ["reasoning_effort"]),
    sentence: ({ field }) => `${field} and thinking_budget exclude each other: give one of them.`,
    fix: { says: "reasoning_effort is left out.", apply: (request) => withoutField(request, "reasoning_effort") },
  },
  "thinking-budget-without-thinking": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "reference of 2026: the budget is for thinking",
    check: ({ thinking_budget, enable_thinking }) =>
      when(typeof thinking_budget === "number" && enable_thinking === false, ["thinking_budget"]),
    sentence: ({ field }) => `${field} says nothing beside enable_thinking: false; leave it out.`,
    fix: { says: "thinking_budget is left out.", apply: (request) => withoutField(request, "thinking_budget") },
  },
};
