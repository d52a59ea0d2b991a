import type { ModelEntry, ModelList } from "../model-list.ts";
import { constant, fields, figure, list, readOrNull, string, text } from "./read-fields.ts";

const models = fields<ModelList>({
  object: constant("list"),
  data: list(fields<ModelEntry>({ id: string, object: text, created: figure, owned_by: text })),
});

/** A list of models as `modelList` reads it; `null` where it would refuse. */
export function readModels(payload: unknown): ModelList | null {
  return readOrNull(models, payload);
}
