import { findModel } from "@qwire/protocol";
import { changeSettings, useSettings } from "../store/settings-store.ts";
import { useWords } from "../words/use-words.ts";
import { Icon } from "./icon.tsx";

/** Whether the model thinks, and whether it may use the tools; only what the model can. */
export function ModeButtons({ model }: { model: string }) {
  const words = useWords();
  const thinks = useSettings((settings) => settings.thinks);
  const usesTools = useSettings((settings) => settings.usesTools);
  const { thinking, thinksByDefault, tools } = findModel(model);
  const isThinking = thinks ?? (thinking === "always" || thinksByDefault === true);
  return (
    <>
      {thinking !== "never" && thinking !== "always" && (
        <button
          type="button"
          className="toggle"
          aria-pressed={isThinking}
          onClick={() => changeSettings({ thinks: !isThinking })}
        >
          <Icon name="bulb" />
          <span>{words.thinking}</span>
        </button>
      )}
      {tools !== false && (
        <button
          type="button"
          className="toggle"
          aria-pressed={usesTools}
          onClick={() => changeSettings({ usesTools: !usesTools })}
        >
          <Icon name="wrench" />
          <span>{words.tools}</span>
        </button>
      )}
    </>
  );
}
