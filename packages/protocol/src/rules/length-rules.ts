import type { ChatRequest } from "../chat-request/chat-request.ts";
import { isThinking } from "./is-thinking.ts";
import { atLeast, between, numberRange } from "./number-range.ts";
import { when } from "./rule.ts";
import type { Rule } from "./rule.ts";

export type LengthRuleName =
  | "max-tokens-range"
  | "max-completion-tokens-range"
  | "max-tokens-above-model"
  | "stop-mixed"
  | "n-range"
  | "n-with-tools"
  | "n-above-model"
  | "n-outside-qwen-plus"
  | "n-while-thinking";

/** How much is written, and where to stop. */
export const lengthRules: { readonly [Name in LengthRuleName]: Rule } = {
  "max-tokens-range": numberRange("max_tokens", { ...atLeast(1), source: "reference of 2026" }),
  "max-completion-tokens-range": numberRange("max_completion_tokens", { ...atLeast(1), source: "reference of 2026" }),
  "max-tokens-above-model": {
    severity: "warning",
    refusedAs: "max_tokens_out_of_range",
    source: "error page of 2026: Range of max_tokens should be [1, N]",
    check: ({ max_tokens }, { model: { outputTokens, family } }) =>
      when(typeof max_tokens === "number" && outputTokens !== null && max_tokens > outputTokens, ["max_tokens"], {
        limit: outputTokens ?? 0,
        family,
      }),
    sentence: ({ field, limit, family }) => `${field} is above the ${limit} tokens that ${family} can write: lower it.`,
    fix: {
      says: "max_tokens becomes the model's maximum.",
      apply: (request, { model }) => ({ ...request, max_tokens: model.outputTokens }),
    },
  },
  "stop-mixed": {
    severity: "error",
    refusedAs: "invalid_request",
    source: '2025 document: `["你好", 104307]` is forbidden; error page of 2026',
    check: ({ stop }) => when(isMixed(stop), ["stop"]),
    sentence: ({ field }) => `${field} mixes kinds: give only texts, only token ids, or only lists of token ids.`,
    fix: { says: "stop keeps the kind of its first entry.", apply: withOneKindOfStop },
  },
  "n-range": numberRange("n", { ...between(1, 4), source: "2025 document" }),
  "n-with-tools": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "2025 document: fixed to 1 with tools",
    check: ({ n, tools }) => when((n ?? 1) > 1 && (tools ?? []).length > 0, ["n"]),
    sentence: ({ field }) => `${field} is read as 1 beside tools: leave it out, or leave the tools out.`,
    fix: { says: "n becomes 1.", apply: (request) => ({ ...request, n: 1 }) },
  },
  "n-above-model": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "2025 document: qwen-plus only; reference of 2026: Qwen3 models outside thinking",
    // Above 4 the range says it already.
    check: ({ n }, { model: { maxChoices, family } }) =>
      when(typeof n === "number" && n <= 4 && maxChoices !== null && n > maxChoices, ["n"], {
        limit: maxChoices ?? 1,
        family,
      }),
    sentence: ({ field, limit, family }) => `${field} may be at most ${limit} for ${family}.`,
    fix: {
      says: "n becomes what the model takes.",
      apply: (request, { model }) => ({ ...request, n: model.maxChoices }),
    },
  },
  "n-outside-qwen-plus": {
    severity: "off",
    refusedAs: "invalid_request",
    source: "2025 document: only qwen-plus takes more than one",
    check: ({ n }, { model: { family } }) =>
      when(typeof n === "number" && n > 1 && n <= 4 && family !== "qwen-plus", ["n"], { family }),
    sentence: ({ field, family }) => `${field} above 1 is for qwen-plus only, not for ${family}: leave it out.`,
    fix: { says: "n becomes 1.", apply: (request) => ({ ...request, n: 1 }) },
  },
  "n-while-thinking": {
    severity: "warning",
    refusedAs: "invalid_request",
    source: "reference of 2026: Qwen3 models outside thinking",
    check: (request, { model }) => when((request.n ?? 1) > 1 && isThinking(request, model), ["n"]),
    sentence: ({ field }) => `${field} must be 1 while the model thinks: leave it out, or set enable_thinking: false.`,
    fix: { says: "n becomes 1.", apply: (request) => ({ ...request, n: 1 }) },
  },
};

function kindOf(entry: unknown): string {
  return Array.isArray(entry) ? "list" : typeof entry;
}

function isMixed(stop: unknown): boolean {
  return Array.isArray(stop) && new Set(stop.map(kindOf)).size > 1;
}

function withOneKindOfStop(request: ChatRequest): ChatRequest {
  const stop: unknown = request.stop;
  if (!Array.isArray(stop)) return request;
  const entries: unknown[] = stop;
  const kept = entries.filter((entry) => kindOf(entry) === kindOf(entries[0]));
  if (kept.every((entry) => typeof entry === "string")) return { ...request, stop: kept };
  if (kept.every((entry) => typeof entry === "number")) return { ...request, stop: kept };
  const lists = kept.flatMap((entry) => (Array.isArray(entry) && entry.every(Number.isInteger) ? [entry] : []));
  return { ...request, stop: lists };
}
