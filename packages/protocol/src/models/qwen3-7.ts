import { neutralProfile } from "./model-profile.ts";
import type { ModelProfile } from "./model-profile.ts";

/** Qwen3.7. Plus and Flash see, Max reads only. */
export type Qwen37Id =
  | "qwen3.7-max"
  | "qwen3.7-max-preview"
  | "qwen3.7-max-2026-05-17"
  | "qwen3.7-max-2026-05-20"
  | "qwen3.7-max-2026-06-08"
  | "qwen3.7-plus"
  | "qwen3.7-plus-2026-05-26"
  | "qwen3.7-flash";

const seeing: ModelProfile = {
  ...neutralProfile,
  family: "qwen3.7",
  tools: true,
  thinking: "optional",
  thinksByDefault: null,
  streamOnly: "never",
  vision: true,
  hearing: false,
  json: ["json_object", "json_schema"],
  search: true,
  contextTokens: 1_000_000,
  outputTokens: 65_536,
  thinkingTokens: 262_144,
};

const textOnly: ModelProfile = {
  ...seeing,
  family: "qwen3.7-max",
  vision: false,
};

/** One row per model, each with what sets it apart. */
export const qwen37: { readonly [Id in Qwen37Id]: ModelProfile } = {
  "qwen3.7-max": textOnly,
  "qwen3.7-max-preview": textOnly,
  "qwen3.7-max-2026-05-17": textOnly,
  "qwen3.7-max-2026-05-20": textOnly,
  "qwen3.7-max-2026-06-08": textOnly,
  "qwen3.7-plus": { ...seeing, family: "qwen3.7-plus" },
  "qwen3.7-plus-2026-05-26": { ...seeing, family: "qwen3.7-plus" },
  "qwen3.7-flash": { ...seeing, family: "qwen3.7-flash" },
};
