import { neutralProfile } from "./model-profile.ts";
import type { ModelProfile } from "./model-profile.ts";

/** QwQ: always thinks, answers streamed requests only, wants no system message. */
export type QwqId = "qwq-32b" | "qwq-plus" | "qwq-plus-latest" | "qwq-plus-2025-03-05";

const qwqModel: ModelProfile = {
  ...neutralProfile,
  family: "qwq",
  tools: true,
  thinking: "always",
  streamOnly: "always",
  vision: false,
  hearing: false,
  maxChoices: 1,
  contextTokens: 131_072,
  outputTokens: 8_192,
};

/** One row per model, each with what sets it apart. */
export const qwq: { readonly [Id in QwqId]: ModelProfile } = {
  "qwq-32b": { ...qwqModel, documents: ["2025"] },
  "qwq-plus": { ...qwqModel, search: true },
  "qwq-plus-latest": { ...qwqModel, search: true },
  "qwq-plus-2025-03-05": { ...qwqModel, search: true },
};
