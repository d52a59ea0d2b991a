import { useSettings } from "../store/settings-store.ts";
import type { Language } from "../store/settings-store.ts";
import { en } from "./en.ts";
import type { Words } from "./en.ts";
import { zh } from "./zh.ts";

/** The language somebody chose, or the browser's. */
export function useLanguage(): Language {
  const chosen = useSettings(({ language }) => language);
  return chosen ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");
}

export function useWords(): Words {
  return useLanguage() === "zh" ? zh : en;
}
