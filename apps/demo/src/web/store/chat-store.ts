import type { ErrorCode } from "@qwire/protocol";
import { create } from "zustand";
import { newChat } from "../chat/conversation.ts";
import type { Chat, Turn } from "../chat/turn.ts";

/** Says that a request will be sent again. */
export type Retrying = { chatId: string; code: ErrorCode; until: number };

type ChatState = {
  /** The newest first. A chat without turns is not kept. */
  chats: Chat[];
  current: Chat["id"];
  retrying: Retrying | null;
};

const first = newChat();

export const useChats = create<ChatState>()(() => ({ chats: [first], current: first.id, retrying: null }));

export function currentChat({ chats, current }: ChatState): Chat {
  const chat = chats.find(({ id }) => id === current) ?? chats[0];
  if (chat === undefined) throw new Error("There is always a chat.");
  return chat;
}

/** Takes the chats of earlier visits in, behind the one that is open. */
export function addChats(older: readonly Chat[]): void {
  useChats.setState(({ chats }) => {
    const known = new Set(chats.map(({ id }) => id));
    const added = older.filter(({ id }) => !known.has(id)).toSorted((a, b) => b.changedAt - a.changedAt);
    return { chats: [...chats, ...added] };
  });
}

export function openChat(id: Chat["id"]): void {
  useChats.setState({ current: id });
}

/** Opens an empty chat: a new one, unless there is one already. */
export function startChat(): void {
  useChats.setState(({ chats }) => {
    const chat = chats.find(({ turns }) => turns.length === 0) ?? newChat();
    return { chats: [chat, ...chats.filter(({ id }) => id !== chat.id)], current: chat.id };
  });
}

export function removeChat(id: Chat["id"]): void {
  useChats.setState(({ chats, current }) => {
    const left = chats.filter((chat) => chat.id !== id);
    const rest = left.length === 0 ? [newChat()] : left;
    const next = rest.some((chat) => chat.id === current) ? current : (rest[0]?.id ?? current);
    return { chats: rest, current: next };
  });
}

export function renameChat(id: Chat["id"], title: string): void {
  changeChat(id, (chat) => ({ ...chat, title }));
}

/** Puts a turn in place of the one with its id, or behind the last. */
export function putTurn(chatId: Chat["id"], turn: Turn): void {
  changeChat(chatId, (chat) => {
    const at = chat.turns.findIndex(({ id }) => id === turn.id);
    return { ...chat, turns: at === -1 ? [...chat.turns, turn] : chat.turns.with(at, turn) };
  });
}

/** Forgets a turn and everything behind it. */
export function dropTurnsFrom(chatId: Chat["id"], turnId: Turn["id"]): void {
  changeChat(chatId, (chat) => {
    const at = chat.turns.findIndex(({ id }) => id === turnId);
    return at === -1 ? chat : { ...chat, turns: chat.turns.slice(0, at) };
  });
}

export function tellRetry(retrying: Retrying | null): void {
  if (useChats.getState().retrying !== retrying) useChats.setState({ retrying });
}

function changeChat(id: Chat["id"], change: (chat: Chat) => Chat): void {
  useChats.setState(({ chats }) => ({
    chats: chats.map((chat) => (chat.id === id ? { ...change(chat), changedAt: Date.now() } : chat)),
  }));
}
