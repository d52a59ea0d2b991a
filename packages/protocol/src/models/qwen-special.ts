import { neutralProfile } from "./model-profile.ts";
import type { ModelProfile } from "./model-profile.ts";

/** Models for one task. */
export type QwenSpecialId =
  | "qwen-mt-plus"
  | "qwen-mt-turbo"
  | "qwen-mt-flash"
  | "qwen3-asr-flash"
  | "qwen-math-plus"
  | "qwen-math-turbo"
  | "qwen-doc-turbo"
  | "qwen-deep-research"
  | "tongyi-intent-detect-v3";

const special: ModelProfile = {
  ...neutralProfile,
  family: "qwen-special",
  tools: false,
  maxChoices: 1,
};

/** One row per model, each with what sets it apart. */
export const qwenSpecial: { readonly [Id in QwenSpecialId]: ModelProfile } = {
  "qwen-mt-plus": { ...special, family: "qwen-mt", thinking: "never", streamOnly: "never" },
  "qwen-mt-turbo": { ...special, family: "qwen-mt", thinking: "never", streamOnly: "never" },
  "qwen-mt-flash": { ...special, family: "qwen-mt", thinking: "never", streamOnly: "never" },
  "qwen3-asr-flash": { ...special, family: "qwen3-asr", hearing: true },
  "qwen-math-plus": { ...special, family: "qwen-math", vision: false },
  "qwen-math-turbo": { ...special, family: "qwen-math", vision: false },
  "qwen-doc-turbo": { ...special, family: "qwen-doc" },
  "qwen-deep-research": { ...special, family: "qwen-deep-research", streamOnly: "always" },
  "tongyi-intent-detect-v3": { ...special, family: "tongyi-intent-detect" },
};
