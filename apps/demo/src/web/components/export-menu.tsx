import { useRef } from "react";
import { titleOf } from "../chat/conversation.ts";
import { toMarkdown, toMessagesJson } from "../chat/export-chat.ts";
import type { Chat } from "../chat/turn.ts";
import { useWords } from "../words/use-words.ts";
import { Icon } from "./icon.tsx";

/** Saves the chat as a file. */
export function ExportMenu({ chat }: { chat: Chat }) {
  const words = useWords();
  const menu = useRef<HTMLDetailsElement>(null);
  if (chat.turns.length === 0) return null;
  const save = (text: string, ending: string): void => {
    download(text, `${fileNameOf(chat)}.${ending}`);
    if (menu.current !== null) menu.current.open = false;
  };
  return (
    <details
      className="menu"
      ref={menu}
      onKeyDown={(event) => {
        if (event.key === "Escape" && menu.current !== null) menu.current.open = false;
      }}
    >
      <summary className="quiet" aria-label={words.exportLabel} title={words.exportLabel}>
        <Icon name="download" />
      </summary>
      <div className="menu-entries">
        <button type="button" onClick={() => save(toMarkdown(chat), "md")}>
          {words.exportMarkdown}
        </button>
        <button type="button" onClick={() => save(toMessagesJson(chat), "json")}>
          {words.exportMessages}
        </button>
      </div>
    </details>
  );
}

function fileNameOf(chat: Chat): string {
  return (
    titleOf(chat)
      .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
      .replaceAll(/^-|-$/g, "")
      .slice(0, 40) || "chat"
  );
}

function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
