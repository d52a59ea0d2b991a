import { titleOf } from "../chat/conversation.ts";
import type { Chat } from "../chat/turn.ts";
import type { PlaceInfo } from "../connection/place.ts";
import { openChat, removeChat, startChat, useChats } from "../store/chat-store.ts";
import { useWords } from "../words/use-words.ts";
import { Icon } from "./icon.tsx";
import { LookButtons } from "./look-buttons.tsx";

type SidebarProps = { place: PlaceInfo; isOpen: boolean; onClose(): void };

/** The chats of this browser. On a phone it lies over the conversation while it is open. */
export function Sidebar({ place, isOpen, onClose }: SidebarProps) {
  const words = useWords();
  const chats = useChats((state) => state.chats);
  const current = useChats((state) => state.current);
  const kept = chats.filter(({ turns }) => turns.length > 0);
  const start = (): void => {
    startChat();
    onClose();
    document.getElementById("message")?.focus();
  };
  return (
    <>
      {isOpen && <button type="button" className="veil" aria-label={words.closeMenu} onClick={onClose} />}
      <nav className="sidebar" aria-label={words.chats}>
        <div className="brand">
          <img src="/icon.svg" alt="" width="26" height="26" />
          <span>qwire</span>
          <button type="button" className="quiet only-narrow" aria-label={words.closeMenu} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        <button type="button" className="new-chat" onClick={start}>
          <Icon name="plus" />
          {words.newChat}
        </button>
        <ul className="chats">
          {kept.map((chat) => (
            <ChatEntry key={chat.id} chat={chat} isCurrent={chat.id === current} onOpen={onClose} />
          ))}
        </ul>
        <p className="hint">{words.noChats}</p>
        <div className="sidebar-foot">
          <span className="place" data-kind={place.kind}>
            {words[place.kind]}
          </span>
          <LookButtons />
        </div>
      </nav>
    </>
  );
}

function ChatEntry({ chat, isCurrent, onOpen }: { chat: Chat; isCurrent: boolean; onOpen(): void }) {
  const words = useWords();
  const title = titleOf(chat) || words.untitled;
  const open = (): void => {
    openChat(chat.id);
    onOpen();
  };
  return (
    <li className="chat-entry" data-current={isCurrent}>
      <button type="button" className="chat-title" aria-current={isCurrent ? "page" : undefined} onClick={open}>
        {title}
      </button>
      <button type="button" className="quiet" aria-label={words.removeChat(title)} onClick={() => removeChat(chat.id)}>
        <Icon name="trash" />
      </button>
    </li>
  );
}
