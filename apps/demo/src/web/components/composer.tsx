import { useEffect, useState } from "react";
import { ask, stop } from "../chat/ask.ts";
import type { AskPlace } from "../chat/ask.ts";
import type { Chat } from "../chat/turn.ts";
import type { PlaceInfo } from "../connection/place.ts";
import { useWords } from "../words/use-words.ts";
import { FaultPicker } from "./fault-picker.tsx";
import { Icon } from "./icon.tsx";
import { ModeButtons } from "./mode-buttons.tsx";

type ComposerProps = { chat: Chat; place: PlaceInfo; ask: AskPlace };

/** Where a question is written. Enter sends it, Escape stops the answer. */
export function Composer({ chat, place, ask: askPlace }: ComposerProps) {
  const words = useWords();
  const [draft, setDraft] = useState("");
  const status = chat.turns.at(-1)?.status;
  const isRunning = status === "running";
  const canSend = !isRunning && status !== "paused" && draft.trim() !== "";
  useEffect(() => {
    if (!isRunning) return;
    const onKey = (event: KeyboardEvent): void => {
      // A dialog over the page closes by the same key.
      if (event.key === "Escape" && document.querySelector("dialog[open]") === null) stop(chat.id);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [isRunning, chat.id]);
  const send = (): void => {
    if (!canSend) return;
    setDraft("");
    void ask(draft.trim(), askPlace);
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        id="message"
        aria-label={words.message}
        placeholder={words.messageHint}
        rows={1}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          // While a word is being composed, Enter chooses it.
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <div className="composer-row">
        <ModeButtons model={askPlace.model} />
        {place.faults.length > 0 && <FaultPicker faults={place.faults} />}
        {isRunning ? (
          <button
            type="button"
            className="send"
            aria-label={words.stop}
            title={words.stop}
            onClick={() => stop(chat.id)}
          >
            <Icon name="stop" />
          </button>
        ) : (
          <button type="submit" className="send" aria-label={words.send} title={words.send} disabled={!canSend}>
            <Icon name="send" />
          </button>
        )}
      </div>
    </form>
  );
}
