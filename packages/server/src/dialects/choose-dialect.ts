import type { Dialect } from "./dialect.ts";
import { max } from "./max.ts";
import { plus } from "./plus.ts";

/** Names of the chunk dialects, by the model they were recorded from. */
export type DialectName = "plus" | "max";

const dialects: { readonly [Name in DialectName]: Dialect } = { plus, max };

/** The dialect of a model's family, unless one is named. Models we have no recording of write like qwen3-max. */
export function chooseDialect(model: string, name?: DialectName): Dialect {
  return dialects[name ?? (/^qwen-(plus|turbo|flash|max|long)\b/.test(model) ? "plus" : "max")];
}
