import { neutralProfile } from "./model-profile.ts";
import type { ModelProfile } from "./model-profile.ts";

/** Qwen-Max of the 2.5 generation and before, and Qwen3-Max. */
export type QwenMaxId =
  | "qwen-max"
  | "qwen-max-latest"
  | "qwen-max-2025-01-25"
  | "qwen-max-0428"
  | "qwen-max-0403"
  | "qwen-max-0107"
  | "qwen-max-longcontext"
  | "qwen3-max"
  | "qwen3-max-preview"
  | "qwen3-max-2025-09-23"
  | "qwen3-max-2026-01-23";

/** The 2.5 generation, retiring. */
const max: ModelProfile = {
  ...neutralProfile,
  family: "qwen-max",
  tools: true,
  thinking: "never",
  streamOnly: "never",
  vision: false,
  hearing: false,
  json: ["json_object"],
  search: true,
  maxChoices: 1,
  contextTokens: 32_768,
  outputTokens: 8_192,
};

/** The generation of the 2024 document. */
const max2024: ModelProfile = {
  ...neutralProfile,
  family: "qwen-max",
  thinking: "never",
  streamOnly: "never",
  vision: false,
  hearing: false,
  maxChoices: 1,
};

/** Thinks without streaming too (recorded). */
const qwen3Max: ModelProfile = {
  ...neutralProfile,
  family: "qwen3-max",
  tools: true,
  thinking: "optional",
  thinksByDefault: false,
  streamOnly: "never",
  vision: false,
  hearing: false,
  json: ["json_object", "json_schema"],
  search: true,
  contextTokens: 262_144,
  outputTokens: 65_536,
  thinkingTokens: 81_920,
};

/** One row per model, each with what sets it apart. */
export const qwenMax: { readonly [Id in QwenMaxId]: ModelProfile } = {
  "qwen-max": { ...max, documents: ["2024", "2025"] },
  "qwen-max-latest": { ...max, documents: ["2025"] },
  "qwen-max-2025-01-25": { ...max, documents: ["2025"] },
  "qwen-max-0428": { ...max2024, documents: ["2024"] },
  "qwen-max-0403": { ...max2024, documents: ["2024"] },
  "qwen-max-0107": { ...max2024, documents: ["2024"] },
  "qwen-max-longcontext": { ...max2024, tools: true, documents: ["2024"] },
  "qwen3-max": qwen3Max,
  "qwen3-max-preview": qwen3Max,
  "qwen3-max-2025-09-23": { ...qwen3Max, thinking: "never", thinksByDefault: null, thinkingTokens: null },
  "qwen3-max-2026-01-23": qwen3Max,
};
