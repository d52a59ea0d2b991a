import { deepseek } from "./deepseek.ts";
import type { Dialect } from "./dialect.ts";
import { maxJanuary } from "./max-january.ts";
import { max } from "./max.ts";
import { omni } from "./omni.ts";
import { plus } from "./plus.ts";
import { turbo } from "./turbo.ts";

/** Names of the dialects, by the model they were recorded from. */
export type DialectName = "plus" | "turbo" | "max" | "max-january" | "omni" | "deepseek";

const dialects: { readonly [Name in DialectName]: Dialect } = {
  plus,
  turbo,
  max,
  "max-january": maxJanuary,
  omni,
  deepseek,
};

/** The dialect of a model's family, unless one is named. Models we have no recording of write like qwen3-max. */
export function chooseDialect(model: string, name: DialectName = familyOf(model)): Dialect {
  return dialects[name];
}

function familyOf(model: string): DialectName {
  if (/^qwen-turbo\b/.test(model)) return "turbo";
  if (/^qwen-(plus|flash|max|long)\b/.test(model)) return "plus";
  if (model.startsWith("qwen3-max-2026-01")) return "max-january";
  if (/omni|^qwen3-vl.*-thinking/.test(model)) return "omni";
  return model.startsWith("deepseek") ? "deepseek" : "max";
}
