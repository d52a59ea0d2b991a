import { findModel, modelCatalogue } from "@qwire/protocol";
import type { ModelProfile } from "@qwire/protocol";
import type { Settings } from "../emulator/settings.ts";

type Known = Pick<Settings, "models" | "profile">;

/** The names `GET /models` lists: the ones given, or the catalogue as the profile's document has it. */
export function knownModels({ models, profile }: Known): readonly string[] {
  if (models !== undefined && models !== "any") return models;
  return Object.entries<ModelProfile>(modelCatalogue).flatMap(([id, { documents }]) =>
    profile === "current" || documents.includes(profile) ? [id] : [],
  );
}

/** Whether a request may ask for this model. A new snapshot of a known family counts as known. */
export function isKnownModel(model: string, { models }: Known): boolean {
  if (models === "any") return true;
  if (models !== undefined) return models.includes(model);
  return Object.hasOwn(modelCatalogue, model) || findModel(model).family !== model;
}
