import { neutralProfile } from "./model-profile.ts";
import type { ModelProfile } from "./model-profile.ts";

/** Qwen-Turbo. */
export type QwenTurboId =
  | "qwen-turbo"
  | "qwen-turbo-latest"
  | "qwen-turbo-2025-04-28"
  | "qwen-turbo-2024-11-01"
  | "qwen-turbo-0624"
  | "qwen-turbo-0206";

const turbo: ModelProfile = {
  ...neutralProfile,
  family: "qwen-turbo",
  tools: true,
  thinking: "optional",
  thinksByDefault: false,
  streamOnly: "while-thinking",
  vision: false,
  hearing: false,
  json: ["json_object"],
  search: true,
  maxChoices: 4,
  contextTokens: 1_000_000,
  outputTokens: 16_384,
  thinkingTokens: 38_912,
};

/** The snapshots before thinking. */
const turboBefore: ModelProfile = {
  ...neutralProfile,
  family: "qwen-turbo",
  tools: true,
  thinking: "never",
  streamOnly: "never",
  vision: false,
  hearing: false,
};

/** The snapshots of the 2024 document. */
const turbo2024: ModelProfile = {
  ...neutralProfile,
  family: "qwen-turbo",
  thinking: "never",
  streamOnly: "never",
  vision: false,
  hearing: false,
  maxChoices: 1,
};

/** One row per model, each with what sets it apart. */
export const qwenTurbo: { readonly [Id in QwenTurboId]: ModelProfile } = {
  "qwen-turbo": { ...turbo, documents: ["2024", "2025"] },
  "qwen-turbo-latest": { ...turbo, documents: ["2025"] },
  "qwen-turbo-2025-04-28": { ...turbo, documents: ["2025"] },
  "qwen-turbo-2024-11-01": { ...turboBefore, documents: ["2025"] },
  "qwen-turbo-0624": { ...turbo2024, documents: ["2024"] },
  "qwen-turbo-0206": { ...turbo2024, documents: ["2024"] },
};
