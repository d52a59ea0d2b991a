import { modelCatalogue } from "./model-catalogue.ts";
import { neutralProfile } from "./model-profile.ts";
import type { ModelProfile } from "./model-profile.ts";

/** What you know better about a model: the flags to replace, or nothing. */
export type ModelOverride = (id: string) => Partial<ModelProfile> | undefined;

/**
 * What is known of a model. A snapshot that is not in the catalogue (`qwen-plus-2027-01-01`, `qwen-max-0919`) has its
 * family's profile; a model nobody knows has the neutral one. Names are exact and case-sensitive.
 *
 * @param override is asked first for every id; what it gives replaces single flags.
 * @example findModel("my-finetune", (id) => (id.startsWith("my-") ? { tools: true } : undefined))
 */
export function findModel(id: string, override?: ModelOverride): ModelProfile {
  const profile = row(id) ?? newSnapshot(id) ?? guess(id);
  return { ...profile, ...override?.(id) };
}

function row(id: string): ModelProfile | undefined {
  const rows: { readonly [id: string]: ModelProfile } = modelCatalogue;
  return Object.hasOwn(rows, id) ? rows[id] : undefined;
}

/** Snapshots end in a day (`-2025-04-28`), in month and day (`-0806`), in `-latest` or in `-preview`. */
function newSnapshot(id: string): ModelProfile | undefined {
  const family = row(id.replace(/-(\d{4}-\d{2}-\d{2}|\d{4}|latest|preview)$/, ""));
  return family && { ...family, documents: [] };
}

/** The service's own naming: these three hold for all its families (rules of thumb in Qwen's own clients). */
function guess(id: string): ModelProfile {
  const neutral: ModelProfile = { ...neutralProfile, family: id };
  if (/^(qwq|qvq)\b/.test(id)) return { ...neutral, thinking: "always", streamOnly: "always" };
  if (/^qwen.*-thinking\b/.test(id)) return { ...neutral, thinking: "always" };
  if (/^qwen.*-instruct\b/.test(id)) return { ...neutral, thinking: "never" };
  if (/^qwen.*-omni\b/.test(id)) return { ...neutral, streamOnly: "always", vision: true, hearing: true };
  return neutral;
}
