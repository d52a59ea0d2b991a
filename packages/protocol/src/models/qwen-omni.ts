import { neutralProfile } from "./model-profile.ts";
import type { ModelProfile } from "./model-profile.ts";

/** Qwen-Omni: sees, hears and speaks, in streamed requests only. */
export type QwenOmniId =
  | "qwen-omni-turbo"
  | "qwen2.5-omni-7b"
  | "qwen3-omni-flash"
  | "qwen3.5-omni-plus"
  | "qwen3.5-omni-flash";

const omni: ModelProfile = {
  ...neutralProfile,
  family: "qwen-omni",
  tools: null,
  thinking: "never",
  streamOnly: "always",
  vision: true,
  hearing: true,
  json: ["json_object"],
  maxChoices: 1,
  contextTokens: 32_768,
};

const omni3: ModelProfile = {
  ...omni,
  family: "qwen3-omni",
  tools: true,
  contextTokens: 65_536,
};

/** One row per model, each with what sets it apart. */
export const qwenOmni: { readonly [Id in QwenOmniId]: ModelProfile } = {
  "qwen-omni-turbo": omni,
  "qwen2.5-omni-7b": { ...omni, family: "qwen2.5-omni" },
  "qwen3-omni-flash": { ...omni3, thinking: "optional", thinksByDefault: false },
  "qwen3.5-omni-plus": { ...omni3, family: "qwen3.5-omni", search: true },
  "qwen3.5-omni-flash": { ...omni3, family: "qwen3.5-omni", search: true },
};
