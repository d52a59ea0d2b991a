import { neutralProfile } from "./model-profile.ts";
import type { ModelProfile } from "./model-profile.ts";

/** Qwen-Plus: thinks on request since the snapshot of 2025-04-28. */
export type QwenPlusId =
  | "qwen-plus"
  | "qwen-plus-latest"
  | "qwen-plus-2025-04-28"
  | "qwen-plus-2025-01-25"
  | "qwen-plus-0806"
  | "qwen-plus-0723"
  | "qwen-plus-0624"
  | "qwen-plus-0206"
  | "qwen-plus-character";

const plus: ModelProfile = {
  ...neutralProfile,
  family: "qwen-plus",
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

/** The snapshots before thinking. */
const plusBefore: ModelProfile = {
  ...neutralProfile,
  family: "qwen-plus",
  tools: true,
  thinking: "never",
  streamOnly: "never",
  vision: false,
  hearing: false,
  maxChoices: 4,
};

/** The snapshots of the 2024 document. */
const plus2024: ModelProfile = {
  ...neutralProfile,
  family: "qwen-plus",
  thinking: "never",
  streamOnly: "never",
  vision: false,
  hearing: false,
  maxChoices: 1,
};

/** One row per model, each with what sets it apart. */
export const qwenPlus: { readonly [Id in QwenPlusId]: ModelProfile } = {
  "qwen-plus": { ...plus, documents: ["2024", "2025"] },
  "qwen-plus-latest": { ...plus, documents: ["2025"] },
  "qwen-plus-2025-04-28": { ...plus, documents: ["2025"] },
  "qwen-plus-2025-01-25": { ...plusBefore, documents: ["2025"] },
  "qwen-plus-0806": { ...plus2024, documents: ["2024"] },
  "qwen-plus-0723": { ...plus2024, documents: ["2024"] },
  "qwen-plus-0624": { ...plus2024, documents: ["2024"] },
  "qwen-plus-0206": { ...plus2024, documents: ["2024"] },
  "qwen-plus-character": { ...plus2024, family: "qwen-plus-character", maxChoices: 4 },
};
