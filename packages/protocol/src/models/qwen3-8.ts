import { neutralProfile } from "./model-profile.ts";
import type { ModelProfile } from "./model-profile.ts";

/** Qwen3.8: thinks unless told not to; `reasoning_effort` low, medium or xhigh. */
export type Qwen38Id =
  | "qwen3.8-max"
  | "qwen3.8-max-preview"
  | "qwen3.8-max-0902"
  | "qwen3.8-flash"
  | "qwen3.8-27b"
  | "qwen3.8-2.4t-a95b";

const commercial: ModelProfile = {
  ...neutralProfile,
  family: "qwen3.8",
  tools: true,
  thinking: "optional",
  thinksByDefault: true,
  streamOnly: "never",
  vision: true,
  hearing: false,
  json: ["json_object", "json_schema"],
  search: true,
  contextTokens: 1_000_000,
  outputTokens: 131_072,
  thinkingTokens: 262_144,
};

/** The open weights. */
const open: ModelProfile = {
  ...commercial,
  vision: null,
  json: null,
};

/** One row per model, each with what sets it apart. */
export const qwen38: { readonly [Id in Qwen38Id]: ModelProfile } = {
  "qwen3.8-max": { ...commercial, family: "qwen3.8-max" },
  "qwen3.8-max-preview": { ...commercial, family: "qwen3.8-max" },
  "qwen3.8-max-0902": { ...commercial, family: "qwen3.8-max" },
  "qwen3.8-flash": { ...commercial, family: "qwen3.8-flash" },
  "qwen3.8-27b": open,
  "qwen3.8-2.4t-a95b": open,
};
