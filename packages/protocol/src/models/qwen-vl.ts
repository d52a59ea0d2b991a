import { neutralProfile } from "./model-profile.ts";
import type { ModelProfile } from "./model-profile.ts";

/** Qwen-VL: sees images and videos. */
export type QwenVlId =
  | "qwen3-vl-plus"
  | "qwen3-vl-flash"
  | "qwen3-vl-235b-a22b-instruct"
  | "qwen3-vl-235b-a22b-thinking"
  | "qwen-vl-max"
  | "qwen-vl-plus"
  | "qwen-vl-ocr";

const hybrid: ModelProfile = {
  ...neutralProfile,
  family: "qwen3-vl",
  tools: true,
  thinking: "optional",
  thinksByDefault: false,
  vision: true,
  hearing: false,
  json: ["json_object"],
  contextTokens: 262_144,
  outputTokens: 32_768,
};

const instruct: ModelProfile = {
  ...hybrid,
  thinking: "never",
  thinksByDefault: null,
  contextTokens: 131_072,
};

const thinking: ModelProfile = {
  ...hybrid,
  thinking: "always",
  thinksByDefault: null,
  json: null,
  contextTokens: 131_072,
};

const before: ModelProfile = {
  ...hybrid,
  family: "qwen-vl",
  tools: null,
  thinking: "never",
  thinksByDefault: null,
  contextTokens: 131_072,
  outputTokens: null,
};

/** One row per model, each with what sets it apart. */
export const qwenVl: { readonly [Id in QwenVlId]: ModelProfile } = {
  "qwen3-vl-plus": hybrid,
  "qwen3-vl-flash": hybrid,
  "qwen3-vl-235b-a22b-instruct": instruct,
  "qwen3-vl-235b-a22b-thinking": thinking,
  "qwen-vl-max": before,
  "qwen-vl-plus": before,
  "qwen-vl-ocr": { ...before, family: "qwen-vl-ocr" },
};
