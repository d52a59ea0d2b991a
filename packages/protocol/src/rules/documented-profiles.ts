import type { RuleName } from "./all-rules.ts";

/** Which rules a server of some day refuses a request for. */
export type DocumentedProfile = {
  readonly name: string;
  readonly refuses: ReadonlySet<RuleName>;
};

/** Wrong for every server there ever was. */
const always: readonly RuleName[] = [
  "shape",
  "too-deep",
  "model-empty",
  "temperature-range",
  "top-p-range",
  "top-k-range",
  "presence-penalty-range",
  "repetition-penalty-range",
  "seed-range",
  "max-tokens-range",
  "max-completion-tokens-range",
  "stop-mixed",
  "tool-name-duplicate",
  "developer-role",
];

/**
 * What the documents of 2024 and 2025 share: no streamed tools, order of roles, `n`. The row of `messages` is cut short in
 * ours of 2024, and `n` is not in it; both are read as the other document has them.
 */
const documents: readonly RuleName[] = [
  ...always,
  "tools-with-stream",
  "tools-unknown-to-model",
  "system-not-first",
  "last-role",
  "tool-call-unanswered",
  "tool-answer-orphan",
  "n-range",
  "n-outside-qwen-plus",
];

/** The documented servers, by year, and the one of today. Make your own from them: `new Set([...refuses, "…"])`. */
export const documentedProfiles: { readonly [Day in "2024" | "2025" | "current"]: DocumentedProfile } = {
  /** The document of 2024: its models, no qwen-long in search. */
  "2024": {
    name: "2024",
    refuses: new Set<RuleName>([...documents, "model-not-in-2024", "search-unknown-to-model"]),
  },
  /** The document of November 2025: its models, tool names. */
  "2025": {
    name: "2025",
    refuses: new Set<RuleName>([
      ...documents,
      "model-not-in-2025",
      "tool-name",
      "stream-only-model",
      "thinking-without-stream",
    ]),
  },
  /** The service of 2026, by its error pages and by recorded bodies. */
  current: {
    name: "current",
    refuses: new Set<RuleName>([
      ...always,
      "unknown-word",
      "seed-above-63-bits",
      "n-range",
      "top-logprobs-range",
      "thinking-budget-range",
      "thinking-budget-above-model",
      "thinking-budget-beside-effort",
      "max-tokens-above-model",
      "tool-call-unanswered",
      "tool-answer-orphan",
      "tool-arguments-not-json",
      "no-user-message",
      "last-role",
      "stream-only-model",
      "thinking-without-stream",
      "thinking-required",
      "tool-choice-while-thinking",
      "json-without-the-word",
      "json-schema-name",
      "search-unknown-to-model",
      "data-uri-too-large",
      "media-url",
      "speech-without-stream",
      "translation-messages",
    ]),
  },
};
