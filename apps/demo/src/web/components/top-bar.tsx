import { useState } from "react";
import { titleOf } from "../chat/conversation.ts";
import type { Chat } from "../chat/turn.ts";
import { useWords } from "../words/use-words.ts";
import { ExportMenu } from "./export-menu.tsx";
import { Icon } from "./icon.tsx";
import { ModelDialog } from "./model-dialog.tsx";

type TopBarProps = { chat: Chat; model: string; isPanelOpen: boolean; onMenu(): void; onPanel(): void };

export function TopBar({ chat, model, isPanelOpen, onMenu, onPanel }: TopBarProps) {
  const words = useWords();
  const [isChoosing, setChoosing] = useState(false);
  return (
    <header className="top-bar">
      <button type="button" className="quiet only-narrow" aria-label={words.openMenu} onClick={onMenu}>
        <Icon name="menu" />
      </button>
      <h1>{titleOf(chat) || words.untitled}</h1>
      <button type="button" className="chip" aria-label={`${words.model}: ${model}`} onClick={() => setChoosing(true)}>
        {model}
        <Icon name="chevron" />
      </button>
      <button
        type="button"
        className="quiet"
        aria-label={words.parameters}
        title={words.parameters}
        aria-expanded={isPanelOpen}
        onClick={onPanel}
      >
        <Icon name="sliders" />
      </button>
      <ExportMenu chat={chat} />
      {isChoosing && <ModelDialog model={model} onClose={() => setChoosing(false)} />}
    </header>
  );
}
