import { neutralProfile } from "./model-profile.ts";
import type { ModelProfile } from "./model-profile.ts";

/** Qwen3.6. */
export type Qwen36Id =
  | "qwen3.6-plus"
  | "qwen3.6-plus-2026-04-02"
  | "qwen3.6-flash"
  | "qwen3.6-max-preview"
  | "qwen3.6-27b"
  | "qwen3.6-35b-a3b";

const seeing: ModelProfile = {
  ...neutralProfile,
  family: "qwen3.6",
  tools: true,
  thinking: "optional",
  thinksByDefault: null,
  streamOnly: "never",
  vision: true,
  hearing: false,
  json: ["json_object"],
  search: true,
  contextTokens: 1_000_000,
  outputTokens: 65_536,
  thinkingTokens: 131_072,
};

/** One row per model, each with what sets it apart. */
export const qwen36: { readonly [Id in Qwen36Id]: ModelProfile } = {
  "qwen3.6-plus": { ...seeing, family: "qwen3.6-plus" },
  "qwen3.6-plus-2026-04-02": { ...seeing, family: "qwen3.6-plus" },
  "qwen3.6-flash": { ...seeing, family: "qwen3.6-flash" },
  "qwen3.6-max-preview": { ...seeing, family: "qwen3.6-max", vision: false, contextTokens: 262_144 },
  "qwen3.6-27b": { ...seeing, contextTokens: 262_144 },
  "qwen3.6-35b-a3b": { ...seeing, contextTokens: 262_144 },
};
