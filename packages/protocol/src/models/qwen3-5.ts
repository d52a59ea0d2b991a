import { neutralProfile } from "./model-profile.ts";
import type { ModelProfile } from "./model-profile.ts";

/** Qwen3.5: thinks unless told not to. */
export type Qwen35Id =
  | "qwen3.5-plus"
  | "qwen3.5-plus-2026-02-15"
  | "qwen3.5-flash"
  | "qwen3.5-flash-2026-02-23"
  | "qwen3.5-397b-a17b"
  | "qwen3.5-122b-a10b"
  | "qwen3.5-35b-a3b"
  | "qwen3.5-27b";

const commercial: ModelProfile = {
  ...neutralProfile,
  family: "qwen3.5",
  tools: true,
  thinking: "optional",
  thinksByDefault: true,
  streamOnly: "never",
  vision: true,
  hearing: false,
  json: ["json_object"],
  search: true,
  contextTokens: 1_000_000,
  outputTokens: 65_536,
  thinkingTokens: 81_920,
};

/** The open weights. */
const open: ModelProfile = {
  ...commercial,
  contextTokens: 262_144,
};

/** One row per model, each with what sets it apart. */
export const qwen35: { readonly [Id in Qwen35Id]: ModelProfile } = {
  "qwen3.5-plus": { ...commercial, family: "qwen3.5-plus" },
  "qwen3.5-plus-2026-02-15": { ...commercial, family: "qwen3.5-plus" },
  "qwen3.5-flash": { ...commercial, family: "qwen3.5-flash" },
  "qwen3.5-flash-2026-02-23": { ...commercial, family: "qwen3.5-flash" },
  "qwen3.5-397b-a17b": open,
  "qwen3.5-122b-a10b": open,
  "qwen3.5-35b-a3b": open,
  "qwen3.5-27b": open,
};
