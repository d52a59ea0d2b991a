import { neutralProfile } from "./model-profile.ts";
import type { ModelProfile } from "./model-profile.ts";

/** The open Qwen3 models: hybrid in April 2025, parted into instruct and thinking since July. */
export type Qwen3OpenId =
  | "qwen3-235b-a22b"
  | "qwen3-32b"
  | "qwen3-30b-a3b"
  | "qwen3-14b"
  | "qwen3-8b"
  | "qwen3-4b"
  | "qwen3-1.7b"
  | "qwen3-0.6b"
  | "qwen3-235b-a22b-instruct-2507"
  | "qwen3-30b-a3b-instruct-2507"
  | "qwen3-next-80b-a3b-instruct"
  | "qwen3-235b-a22b-thinking-2507"
  | "qwen3-30b-a3b-thinking-2507"
  | "qwen3-next-80b-a3b-thinking";

/** Thinks unless told not to, and then only in streamed requests. */
const hybrid: ModelProfile = {
  ...neutralProfile,
  family: "qwen3",
  tools: true,
  thinking: "optional",
  thinksByDefault: true,
  streamOnly: "while-thinking",
  vision: false,
  hearing: false,
  json: ["json_object"],
  maxChoices: 4,
  contextTokens: 131_072,
  thinkingTokens: 38_912,
};

/** Never thinks. */
const instruct: ModelProfile = {
  ...neutralProfile,
  family: "qwen3-instruct",
  tools: true,
  thinking: "never",
  streamOnly: "never",
  vision: false,
  hearing: false,
  json: ["json_object"],
  maxChoices: 4,
  contextTokens: 131_072,
  outputTokens: 32_768,
};

/** Always thinks. */
const thinking: ModelProfile = {
  ...neutralProfile,
  family: "qwen3-thinking",
  tools: true,
  thinking: "always",
  streamOnly: "never",
  vision: false,
  hearing: false,
  maxChoices: 1,
  contextTokens: 131_072,
  outputTokens: 32_768,
};

/** One row per model, each with what sets it apart. */
export const qwen3Open: { readonly [Id in Qwen3OpenId]: ModelProfile } = {
  "qwen3-235b-a22b": { ...hybrid, outputTokens: 16_384, documents: ["2025"] },
  "qwen3-32b": { ...hybrid, outputTokens: 16_384, documents: ["2025"] },
  "qwen3-30b-a3b": { ...hybrid, outputTokens: 16_384, documents: ["2025"] },
  "qwen3-14b": { ...hybrid, outputTokens: 8_192, documents: ["2025"] },
  "qwen3-8b": { ...hybrid, outputTokens: 8_192, documents: ["2025"] },
  "qwen3-4b": { ...hybrid, outputTokens: 8_192, documents: ["2025"] },
  "qwen3-1.7b": { ...hybrid, outputTokens: 8_192, documents: ["2025"] },
  "qwen3-0.6b": { ...hybrid, outputTokens: 8_192, documents: ["2025"] },
  "qwen3-235b-a22b-instruct-2507": instruct,
  "qwen3-30b-a3b-instruct-2507": instruct,
  "qwen3-next-80b-a3b-instruct": instruct,
  "qwen3-235b-a22b-thinking-2507": thinking,
  "qwen3-30b-a3b-thinking-2507": thinking,
  "qwen3-next-80b-a3b-thinking": thinking,
};
