import { isTraditional } from "./han-variants.ts";

/** Languages the emulator answers in. */
export type Language = "zh-Hans" | "zh-Hant" | "en";

/** The asker's language, by script: Han characters make a text Chinese, unless Latin words outnumber them or kana stand among them. */
export function languageOf(text: string): Language {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  if (han === 0 || han < latin || /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return "en";
  return isTraditional(text) ? "zh-Hant" : "zh-Hans";
}
