import { createStore, del, set, values } from "idb-keyval";
import { interrupted } from "../chat/interrupted.ts";
import type { Chat } from "../chat/turn.ts";
import { addChats, useChats } from "./chat-store.ts";

const keepEveryMs = 300;

/**
 * Reads the chats of earlier visits, and from then on keeps every change: in this browser's IndexedDB, nowhere else.
 *
 * @throws DOMException where the browser keeps nothing (a private window of some)
 */
export async function openArchive(): Promise<void> {
  const archive = createStore("qwire-demo", "chats");
  // Boundary: what an earlier visit of this page has written; another version of it may have meant something else.
  const stored = ((await values(archive)) as Chat[]).filter((chat) => Array.isArray(chat?.turns));
  addChats(stored.map((chat) => ({ ...chat, turns: chat.turns.map(interrupted) })));
  let kept = useChats.getState().chats;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const keep = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const { chats } = useChats.getState();
    const before = new Map(kept.map((chat) => [chat.id, chat]));
    for (const chat of chats) {
      if (before.get(chat.id) !== chat && chat.turns.length > 0) set(chat.id, chat, archive).catch(tellNotKept);
      before.delete(chat.id);
    }
    for (const id of before.keys()) del(id, archive).catch(tellNotKept);
    kept = chats;
  };
  // What is being written is kept now and then, anything else at once.
  useChats.subscribe(({ chats }) => {
    if (!chats.some(({ turns }) => turns.at(-1)?.status === "running")) keep();
    else timer ??= setTimeout(keep, keepEveryMs);
  });
  addEventListener("pagehide", keep);
}

/** The page goes on without: a full disk is no reason to stop talking. */
function tellNotKept(error: unknown): void {
  console.warn("Chats are not kept:", error);
}
