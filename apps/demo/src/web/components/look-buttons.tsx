import { useSyncExternalStore } from "react";
import { changeSettings, useSettings } from "../store/settings-store.ts";
import { useLanguage, useWords } from "../words/use-words.ts";
import { Icon } from "./icon.tsx";

const prefersDark = matchMedia("(prefers-color-scheme: dark)");

/** Language and colours. */
export function LookButtons() {
  const words = useWords();
  const language = useLanguage();
  const chosen = useSettings(({ theme }) => theme);
  const isSystemDark = useSyncExternalStore(watchSystem, () => prefersDark.matches);
  const isDark = chosen === null ? isSystemDark : chosen === "dark";
  const look = isDark ? words.toLight : words.toDark;
  return (
    <div className="look">
      <button
        type="button"
        className="quiet"
        aria-label={words.languageLabel}
        lang={language === "zh" ? "en" : "zh-CN"}
        onClick={() => changeSettings({ language: language === "zh" ? "en" : "zh" })}
      >
        {words.language}
      </button>
      <button
        type="button"
        className="quiet"
        aria-label={look}
        title={look}
        onClick={() => changeSettings({ theme: isDark ? "light" : "dark" })}
      >
        <Icon name={isDark ? "sun" : "moon"} />
      </button>
    </div>
  );
}

function watchSystem(onChange: () => void): () => void {
  prefersDark.addEventListener("change", onChange);
  return () => prefersDark.removeEventListener("change", onChange);
}
