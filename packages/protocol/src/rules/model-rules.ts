import type { Rule } from "./rule.ts";
import { when } from "./rule.ts";

export type ModelRuleName = "model-empty" | "model-not-in-2024" | "model-not-in-2025";

/** The model's name. */
export const modelRules: { readonly [Name in ModelRuleName]: Rule } = {
  "model-empty": {
    severity: "warning",
    refusedAs: "model_not_found",
    source: "error page of 2026: BadRequest.EmptyModel",
    check: ({ model }) => when(model.trim() === "", ["model"]),
    sentence: ({ field }) => `${field} is empty: name a model, such as qwen-plus.`,
  },
  "model-not-in-2024": {
    severity: "off",
    refusedAs: "model_not_found",
    source: "2024 document: list of models",
    check: ({ model }, { model: { documents } }) => when(!documents.includes("2024"), ["model"], { name: model }),
    sentence: ({ field, name }) => `${field} "${name}" is not in the 2024 document's list.`,
  },
  "model-not-in-2025": {
    severity: "off",
    refusedAs: "model_not_found",
    source: "2025 document: list of models",
    check: ({ model }, { model: { documents } }) => when(!documents.includes("2025"), ["model"], { name: model }),
    sentence: ({ field, name }) => `${field} "${name}" is not in the 2025 document's list.`,
  },
};
