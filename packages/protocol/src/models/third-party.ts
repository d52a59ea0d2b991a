import { neutralProfile } from "./model-profile.ts";
import type { ModelProfile } from "./model-profile.ts";

/** Other makers' models behind the same address. */
export type ThirdPartyId =
  | "deepseek-r1"
  | "deepseek-r1-0528"
  | "deepseek-v3"
  | "deepseek-v3.1"
  | "deepseek-v3.2"
  | "deepseek-v4-pro"
  | "deepseek-v4-flash"
  | "kimi-k2-thinking"
  | "kimi-k2.5"
  | "kimi-k2.6"
  | "kimi-k3"
  | "glm-4.6"
  | "glm-4.7"
  | "glm-5"
  | "glm-5.1"
  | "glm-5.2"
  | "MiniMax-M2.5"
  | "MiniMax-M3";

const reader: ModelProfile = {
  ...neutralProfile,
  family: "third-party",
  tools: true,
  hearing: false,
};

/** Thinks on request. */
const onDemand: ModelProfile = {
  ...reader,
  thinking: "optional",
  thinksByDefault: false,
};

/** Thinks unless told not to. */
const unlessTold: ModelProfile = {
  ...reader,
  thinking: "optional",
  thinksByDefault: true,
};

const alwaysThinking: ModelProfile = {
  ...reader,
  thinking: "always",
};

/** One row per model, each with what sets it apart. */
export const thirdParty: { readonly [Id in ThirdPartyId]: ModelProfile } = {
  "deepseek-r1": { ...alwaysThinking, family: "deepseek-r1", tools: null },
  "deepseek-r1-0528": { ...alwaysThinking, family: "deepseek-r1", tools: null },
  "deepseek-v3": { ...reader, family: "deepseek-v3", thinking: "never" },
  "deepseek-v3.1": { ...onDemand, family: "deepseek-v3.1" },
  "deepseek-v3.2": { ...onDemand, family: "deepseek-v3.2" },
  "deepseek-v4-pro": { ...reader, family: "deepseek-v4" },
  "deepseek-v4-flash": { ...reader, family: "deepseek-v4" },
  "kimi-k2-thinking": { ...alwaysThinking, family: "kimi-k2" },
  "kimi-k2.5": { ...reader, family: "kimi-k2.5", vision: true },
  "kimi-k2.6": { ...reader, family: "kimi-k2.6", vision: true },
  "kimi-k3": { ...reader, family: "kimi-k3", vision: true },
  "glm-4.6": { ...unlessTold, family: "glm-4" },
  "glm-4.7": { ...unlessTold, family: "glm-4" },
  "glm-5": { ...unlessTold, family: "glm-5" },
  "glm-5.1": { ...reader, family: "glm-5" },
  "glm-5.2": { ...reader, family: "glm-5" },
  "MiniMax-M2.5": { ...reader, family: "MiniMax-M2" },
  "MiniMax-M3": { ...reader, family: "MiniMax-M3" },
};
