import { neutralProfile } from "./model-profile.ts";
import type { ModelProfile } from "./model-profile.ts";

/** Qwen-Long: reads uploaded files by id. */
export type QwenLongId = "qwen-long";

/** The 2024 document excepts it from `enable_search`. */
const long: ModelProfile = {
  ...neutralProfile,
  family: "qwen-long",
  tools: false,
  thinking: "never",
  streamOnly: "never",
  vision: false,
  hearing: false,
  search: false,
  maxChoices: 1,
  contextTokens: 10_000_000,
};

/** One row per model, each with what sets it apart. */
export const qwenLong: { readonly [Id in QwenLongId]: ModelProfile } = {
  "qwen-long": { ...long, documents: ["2024"] },
};
