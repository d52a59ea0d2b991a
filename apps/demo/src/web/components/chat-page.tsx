import { useMemo, useState } from "react";
import type { PlaceInfo } from "../connection/place.ts";
import { currentChat, useChats } from "../store/chat-store.ts";
import { useSettings } from "../store/settings-store.ts";
import { useWords } from "../words/use-words.ts";
import { ApprovalDialog } from "./approval-dialog.tsx";
import { Composer } from "./composer.tsx";
import { ParametersPanel } from "./parameters-panel.tsx";
import { Sidebar } from "./sidebar.tsx";
import { StatusLine } from "./status-line.tsx";
import { TopBar } from "./top-bar.tsx";
import { TurnList } from "./turn-list.tsx";
import { Welcome } from "./welcome.tsx";

/** The whole page: chats on the left, the open one in the middle, parameters on the right when they are wanted. */
export function ChatPage({ place }: { place: PlaceInfo }) {
  const words = useWords();
  const chat = useChats(currentChat);
  const chosen = useSettings(({ model }) => model);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [isPanelOpen, setPanelOpen] = useState(false);
  const model = chosen ?? place.model;
  const ask = useMemo(() => ({ model, isEmulator: place.kind === "emulator" }), [model, place]);
  const last = chat.turns.at(-1);

  return (
    <div className="page" data-menu={isMenuOpen} data-panel={isPanelOpen}>
      <a className="skip" href="#message">
        {words.skip}
      </a>
      <Sidebar place={place} isOpen={isMenuOpen} onClose={() => setMenuOpen(false)} />
      <div className="middle">
        <TopBar
          chat={chat}
          model={ask.model}
          isPanelOpen={isPanelOpen}
          onMenu={() => setMenuOpen(true)}
          onPanel={() => setPanelOpen(!isPanelOpen)}
        />
        <main className="conversation">
          {chat.turns.length === 0 ? <Welcome place={place} ask={ask} /> : <TurnList chat={chat} ask={ask} />}
        </main>
        <Composer key={chat.id} chat={chat} place={place} ask={ask} />
        <StatusLine turn={last ?? null} />
      </div>
      {isPanelOpen && <ParametersPanel model={ask.model} onClose={() => setPanelOpen(false)} />}
      {last?.status === "paused" && <ApprovalDialog key={last.id} turn={last} ask={ask} />}
    </div>
  );
}
