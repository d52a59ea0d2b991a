import { deepseek } from "./deepseek.ts";
import type { Dialect } from "./dialect.ts";
import { document } from "./document.ts";
import { maxJanuary } from "./max-january.ts";
import { max } from "./max.ts";
import { omni } from "./omni.ts";
import { plus2025 } from "./plus-2025.ts";
import { plus } from "./plus.ts";
import { turbo } from "./turbo.ts";

/** Names of the dialects, by the model they were recorded from; `document`: as both documents print it. */
export type DialectName = "plus" | "plus-2025" | "turbo" | "max" | "max-january" | "omni" | "deepseek" | "document";

const dialects: { readonly [Name in DialectName]: Dialect } = {
  plus,
  "plus-2025": plus2025,
  turbo,
  max,
  "max-january": maxJanuary,
  omni,
  deepseek,
  document,
};

/**
 * The dialect that is named, else that of the profile's document, else that of the model's family. Models we have no
 * recording of write like qwen3-max.
 */
export function chooseDialect(model: string, { dialect, profile }: Wanted): Dialect {
  return dialects[dialect ?? (profile === "current" ? familyOf(model) : "document")];
}

/** As the emulator's options have it. */
type Wanted = { dialect?: DialectName; profile: "2024" | "2025" | "current" };

function familyOf(model: string): DialectName {
  if (/^qwen-turbo\b/.test(model)) return "turbo";
  if (/^qwen-(plus|flash|max|long)\b/.test(model)) return "plus";
  if (model.startsWith("qwen3-max-2026-01")) return "max-january";
  if (/omni|^qwen3-vl.*-thinking/.test(model)) return "omni";
  return model.startsWith("deepseek") ? "deepseek" : "max";
}
