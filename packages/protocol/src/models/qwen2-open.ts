import { neutralProfile } from "./model-profile.ts";
import type { ModelProfile } from "./model-profile.ts";

/** The open models before Qwen3. The documents offer tools on commercial models only. */
export type Qwen2OpenId =
  | "qwen2.5-14b-instruct-1m"
  | "qwen2.5-7b-instruct-1m"
  | "qwen2.5-72b-instruct"
  | "qwen2.5-32b-instruct"
  | "qwen2.5-14b-instruct"
  | "qwen2.5-7b-instruct"
  | "qwen2-57b-a14b-instruct"
  | "qwen2-72b-instruct"
  | "qwen2-7b-instruct"
  | "qwen2-1.5b-instruct"
  | "qwen2-0.5b-instruct"
  | "qwen2-math-72b-instruct"
  | "qwen2-math-7b-instruct"
  | "qwen2-math-1.5b-instruct"
  | "qwen1.5-110b-chat"
  | "qwen1.5-72b-chat"
  | "qwen1.5-32b-chat"
  | "qwen1.5-14b-chat"
  | "qwen1.5-7b-chat"
  | "qwen1.5-1.8b-chat"
  | "qwen1.5-0.5b-chat"
  | "codeqwen1.5-7b-chat"
  | "qwen-72b-chat"
  | "qwen-14b-chat"
  | "qwen-7b-chat"
  | "qwen-1.8b-longcontext-chat"
  | "qwen-1.8b-chat";

const qwen25: ModelProfile = {
  ...neutralProfile,
  family: "qwen2.5",
  tools: null,
  thinking: "never",
  streamOnly: "never",
  vision: false,
  hearing: false,
  maxChoices: 1,
  contextTokens: 131_072,
  outputTokens: 8_192,
};

/** A million tokens of context. */
const qwen25Long: ModelProfile = {
  ...qwen25,
  family: "qwen2.5-1m",
  contextTokens: 1_000_000,
};

const old: ModelProfile = {
  ...neutralProfile,
  family: "qwen2",
  tools: false,
  thinking: "never",
  streamOnly: "never",
  vision: false,
  hearing: false,
  search: null,
  maxChoices: 1,
};

/** One row per model, each with what sets it apart. */
export const qwen2Open: { readonly [Id in Qwen2OpenId]: ModelProfile } = {
  "qwen2.5-14b-instruct-1m": { ...qwen25Long, documents: ["2025"] },
  "qwen2.5-7b-instruct-1m": { ...qwen25Long, documents: ["2025"] },
  "qwen2.5-72b-instruct": { ...qwen25, documents: ["2025"] },
  "qwen2.5-32b-instruct": { ...qwen25, documents: ["2025"] },
  "qwen2.5-14b-instruct": { ...qwen25, documents: ["2025"] },
  "qwen2.5-7b-instruct": { ...qwen25, documents: ["2025"] },
  "qwen2-57b-a14b-instruct": { ...old, documents: ["2024"] },
  "qwen2-72b-instruct": { ...old, documents: ["2024", "2025"] },
  "qwen2-7b-instruct": { ...old, documents: ["2024", "2025"] },
  "qwen2-1.5b-instruct": { ...old, documents: ["2024"] },
  "qwen2-0.5b-instruct": { ...old, documents: ["2024"] },
  "qwen2-math-72b-instruct": { ...old, family: "qwen2-math", documents: ["2024"] },
  "qwen2-math-7b-instruct": { ...old, family: "qwen2-math", documents: ["2024"] },
  "qwen2-math-1.5b-instruct": { ...old, family: "qwen2-math", documents: ["2024"] },
  "qwen1.5-110b-chat": { ...old, family: "qwen1.5", documents: ["2024", "2025"] },
  "qwen1.5-72b-chat": { ...old, family: "qwen1.5", documents: ["2024", "2025"] },
  "qwen1.5-32b-chat": { ...old, family: "qwen1.5", documents: ["2024", "2025"] },
  "qwen1.5-14b-chat": { ...old, family: "qwen1.5", documents: ["2024", "2025"] },
  "qwen1.5-7b-chat": { ...old, family: "qwen1.5", documents: ["2024", "2025"] },
  "qwen1.5-1.8b-chat": { ...old, family: "qwen1.5", documents: ["2024"] },
  "qwen1.5-0.5b-chat": { ...old, family: "qwen1.5", documents: ["2024"] },
  "codeqwen1.5-7b-chat": { ...old, family: "codeqwen1.5", documents: ["2024"] },
  "qwen-72b-chat": { ...old, family: "qwen", documents: ["2024"] },
  "qwen-14b-chat": { ...old, family: "qwen", documents: ["2024"] },
  "qwen-7b-chat": { ...old, family: "qwen", documents: ["2024"] },
  "qwen-1.8b-longcontext-chat": { ...old, family: "qwen", documents: ["2024"] },
  "qwen-1.8b-chat": { ...old, family: "qwen", documents: ["2024"] },
};
