import { neutralProfile } from "./model-profile.ts";
import type { ModelProfile } from "./model-profile.ts";

/** Qwen-Flash, which took the place of Qwen-Turbo. */
export type QwenFlashId = "qwen-flash";

const flash: ModelProfile = {
  ...neutralProfile,
  family: "qwen-flash",
  tools: true,
  thinking: "optional",
  thinksByDefault: false,
  streamOnly: "while-thinking",
  vision: false,
  hearing: false,
  json: ["json_object", "json_schema"],
  search: true,
  maxChoices: 4,
  contextTokens: 1_000_000,
  outputTokens: 32_768,
  thinkingTokens: 81_920,
};

/** One row per model, each with what sets it apart. */
export const qwenFlash: { readonly [Id in QwenFlashId]: ModelProfile } = {
  "qwen-flash": flash,
};
