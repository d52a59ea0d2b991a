import { useState } from "react";
import type { ThinkingPart } from "../chat/turn.ts";
import { formatMs } from "../words/format-time.ts";
import { useWords } from "../words/use-words.ts";
import { Icon } from "./icon.tsx";
import { useNow } from "./use-now.ts";

/** What the model thinks: open while it does, folded afterwards, unless somebody has opened or closed it. */
export function ThinkingPanel({ part }: { part: ThinkingPart }) {
  const words = useWords();
  const [chosen, setChosen] = useState<boolean | null>(null);
  const isThinking = part.endedAt === null;
  const now = useNow(isThinking);
  const time = formatMs(Math.max(0, (part.endedAt ?? now) - part.startedAt));
  const isOpen = chosen ?? isThinking;
  return (
    <div className="thinking" data-open={isOpen}>
      <button type="button" className="thinking-head" aria-expanded={isOpen} onClick={() => setChosen(!isOpen)}>
        <Icon name="bulb" />
        {isThinking ? words.thinkingNow(time) : words.thoughtFor(time)}
        <Icon name="chevron" />
      </button>
      {isOpen && <div className="thinking-text">{part.text}</div>}
    </div>
  );
}
