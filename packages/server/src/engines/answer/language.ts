import { isTraditional } from "./han-variants.ts";

/** Languages the emulator answers in: English, Chinese, and those that a script of their own tells. */
export type Language = "zh-Hans" | "zh-Hant" | "en" | ScriptLanguage;

type ScriptLanguage = "ja" | "ko" | "ru" | "ar" | "hi" | "th";

/** Scripts that are as good as a language here. */
const byScript: ReadonlyArray<readonly [ScriptLanguage, RegExp]> = [
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ["ko", /\p{Script=Hangul}/gu],
  ["ru", /\p{Script=Cyrillic}/gu],
  ["ar", /\p{Script=Arabic}/gu],
  ["hi", /\p{Script=Devanagari}/gu],
  ["th", /\p{Script=Thai}/gu],
];

/**
 * The asker's language, by script: the one with the most characters, where a Latin word counts as one, as a Han character
 * does. Kana among Han characters make a text Japanese. All other languages in Latin letters pass for English.
 */
export function languageOf(text: string): Language {
  const count = (script: RegExp): number => text.match(script)?.length ?? 0;
  const latin = count(/\p{Script=Latin}+/gu);
  const han = count(/\p{Script=Han}/gu);
  let most: { language: Language; found: number } = { language: "en", found: 0 };
  for (const [language, script] of byScript) {
    const found = count(script);
    if (found > most.found) most = { language, found };
  }
  const isMost = most.found >= latin && (most.language === "ja" || most.found >= han);
  if (most.found > 0 && isMost) return most.language;
  if (han === 0 || han < latin) return "en";
  return isTraditional(text) ? "zh-Hant" : "zh-Hans";
}
