import type { AskPlace } from "../chat/ask.ts";
import type { Chat } from "../chat/turn.ts";
import { useWords } from "../words/use-words.ts";
import { Icon } from "./icon.tsx";
import { TurnView } from "./turn-view.tsx";
import { useStickToEnd } from "./use-stick-to-end.ts";

/** The turns of a chat; the newest stays in sight unless the reader has scrolled away from it. */
export function TurnList({ chat, ask }: { chat: Chat; ask: AskPlace }) {
  const words = useWords();
  const { list, isAway, toEnd } = useStickToEnd(chat);
  return (
    // A region that scrolls must be reachable by keyboard.
    <div className="turns" ref={list} tabIndex={0} role="region" aria-label={words.chats}>
      <div className="turns-column">
        {chat.turns.map((turn) => (
          <TurnView key={turn.id} turn={turn} chatId={chat.id} ask={ask} />
        ))}
      </div>
      {isAway && (
        <button type="button" className="to-latest" onClick={toEnd}>
          <Icon name="chevron" />
          {words.toLatest}
        </button>
      )}
    </div>
  );
}
