import { neutralProfile } from "./model-profile.ts";
import type { ModelProfile } from "./model-profile.ts";

/** QVQ: sees and always thinks, answers streamed requests only. */
export type QvqId = "qvq-max" | "qvq-plus";

const qvqModel: ModelProfile = {
  ...neutralProfile,
  family: "qvq",
  thinking: "always",
  streamOnly: "always",
  vision: true,
  hearing: false,
  maxChoices: 1,
  contextTokens: 131_072,
  outputTokens: 8_192,
};

/** One row per model, each with what sets it apart. */
export const qvq: { readonly [Id in QvqId]: ModelProfile } = {
  "qvq-max": qvqModel,
  "qvq-plus": qvqModel,
};
