import { useEffect } from "react";
import { useSettings } from "./store/settings-store.ts";
import { useLanguage } from "./words/use-words.ts";

/** Tells the document its language and its colours; without a choice the system's. */
export function useDocumentSettings(): void {
  const language = useLanguage();
  const theme = useSettings((settings) => settings.theme);
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    if (theme === null) delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  }, [language, theme]);
}
