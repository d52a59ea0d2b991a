import { neutralProfile } from "./model-profile.ts";
import type { ModelProfile } from "./model-profile.ts";

/** Qwen-Coder. */
export type QwenCoderId =
  | "qwen3-coder-plus"
  | "qwen3-coder-flash"
  | "qwen3-coder-480b-a35b-instruct"
  | "qwen3-coder-30b-a3b-instruct"
  | "qwen-coder-turbo";

const coder: ModelProfile = {
  ...neutralProfile,
  family: "qwen3-coder",
  tools: true,
  thinking: "never",
  streamOnly: "never",
  vision: false,
  hearing: false,
  json: ["json_object"],
  outputTokens: 65_536,
};

/** One row per model, each with what sets it apart. */
export const qwenCoder: { readonly [Id in QwenCoderId]: ModelProfile } = {
  "qwen3-coder-plus": { ...coder, contextTokens: 1_000_000 },
  "qwen3-coder-flash": { ...coder, contextTokens: 1_000_000 },
  "qwen3-coder-480b-a35b-instruct": { ...coder, contextTokens: 262_144 },
  "qwen3-coder-30b-a3b-instruct": { ...coder, contextTokens: 262_144 },
  "qwen-coder-turbo": { ...coder, family: "qwen-coder-turbo", tools: null, outputTokens: null },
};
