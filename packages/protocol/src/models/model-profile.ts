/** Which of the two documents list a model. */
export type DocumentYear = "2024" | "2025";

/**
 * What is known of a model. `null`: nothing certain, so nothing is warned of. These are hints: aliases move, models
 * learn, regions differ. Give `modelProfile` an override where you know better.
 */
export type ModelProfile = {
  /** The family a snapshot belongs to: `qwen-plus` for `qwen-plus-2025-04-28`. */
  family: string;
  /** Takes `tools`. */
  tools: boolean | null;
  /** Whether the model thinks before it answers; `optional` is switched by `enable_thinking`. */
  thinking: "never" | "optional" | "always" | null;
  /** For `optional`: thinks when `enable_thinking` is left out. */
  thinksByDefault: boolean | null;
  /** When the model answers streamed requests only: always, while it thinks, or never. */
  streamOnly: "never" | "while-thinking" | "always" | null;
  /** Sees `image_url`, `video` and `video_url` parts. */
  vision: boolean | null;
  /** Hears `input_audio` parts. */
  hearing: boolean | null;
  /** The `response_format` types beside `text`. */
  json: ReadonlyArray<"json_object" | "json_schema"> | null;
  /** Takes `enable_search`. */
  search: boolean | null;
  /** Largest `n`. */
  maxChoices: number | null;
  /** Tokens of prompt and answer together. */
  contextTokens: number | null;
  /** Most tokens of an answer: the upper bound of `max_tokens`. */
  outputTokens: number | null;
  /** Most tokens of thinking: the upper bound of `thinking_budget`. */
  thinkingTokens: number | null;
  /** Listed by these documents. */
  documents: readonly DocumentYear[];
};

/** The profile of a model nobody knows: no flag is certain, so no rule speaks up. */
export const neutralProfile: Omit<ModelProfile, "family"> = {
  tools: null,
  thinking: null,
  thinksByDefault: null,
  streamOnly: null,
  vision: null,
  hearing: null,
  json: null,
  search: null,
  maxChoices: null,
  contextTokens: null,
  outputTokens: null,
  thinkingTokens: null,
  documents: [],
};
