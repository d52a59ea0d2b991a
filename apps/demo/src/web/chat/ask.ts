import type { AnyTool, ChatRun, Decisions, ErrorCode } from "@qwire/core";
import { connectClient } from "../connection/connect-client.ts";
import { toParameters } from "../parameters/to-parameters.ts";
import { currentChat, dropTurnsFrom, putTurn, renameChat, tellRetry, useChats } from "../store/chat-store.ts";
import { changeSettings, useSettings } from "../store/settings-store.ts";
import { chatTools } from "./chat-tools.ts";
import { messagesBefore, newTurn } from "./conversation.ts";
import { runTurn } from "./run-turn.ts";
import type { Chat, Turn } from "./turn.ts";

/** Where the page's questions go. */
export type AskPlace = { model: string; isEmulator: boolean };

type Run = ChatRun<readonly AnyTool[]>;

/** What is running, by its chat: chats go on while another one is shown. */
const runs = new Map<Chat["id"], Run>();

/** Asks in the chat that is open. A fault that was chosen strikes this question, and none after it. */
export async function ask(question: string, { model, isEmulator }: AskPlace): Promise<void> {
  const chat = currentChat(useChats.getState());
  if (runs.has(chat.id)) return;
  const settings = useSettings.getState();
  const before = messagesBefore(chat.turns, settings.instructions);
  const client = clientFor(chat.id, { isEmulator });
  const run = client.chat.completions.run(
    { model, ...toParameters(settings, model), messages: [...before, { role: "user", content: question }] },
    { tools: settings.usesTools ? toolsOf(chat.id) : [] },
  );
  changeSettings({ fault: null });
  await drive(chat.id, newTurn(question, model), { run, toldBefore: before.length });
}

/** Asks again from a turn on, in the same or other words; what came after it is forgotten. */
export async function askAgain(turn: Turn, question: string, place: AskPlace): Promise<void> {
  const { id } = currentChat(useChats.getState());
  if (runs.has(id)) return;
  dropTurnsFrom(id, turn.id);
  await ask(question, place);
}

/** Goes on with a turn that waits for a person. */
export async function decide(
  turn: Turn,
  decisions: Decisions,
  { isEmulator }: Pick<AskPlace, "isEmulator">,
): Promise<void> {
  const { id } = currentChat(useChats.getState());
  if (turn.paused === null || runs.has(id)) return;
  const { state, toldBefore } = turn.paused;
  const client = clientFor(id, { isEmulator });
  const run = client.chat.completions.resume(state, decisions, { tools: toolsOf(id) });
  await drive(id, { ...turn, status: "running", paused: null }, { run, toldBefore });
}

/** Gives up whatever runs in a chat: the connection closes, and tools see it on their signal. */
export function stop(chatId: Chat["id"]): void {
  runs.get(chatId)?.abort();
}

async function drive(
  chatId: Chat["id"],
  turn: Turn,
  { run, toldBefore }: { run: Run; toldBefore: number },
): Promise<void> {
  runs.set(chatId, run);
  const show = (shown: Turn): void => {
    tellRetry(null);
    putTurn(chatId, shown);
  };
  show(turn);
  const ended = await runTurn(turn, run, { toldBefore, show });
  runs.delete(chatId);
  show(ended);
}

function clientFor(chatId: Chat["id"], { isEmulator }: { isEmulator: boolean }): ReturnType<typeof connectClient> {
  const { fault } = useSettings.getState();
  const onRetry = (code: ErrorCode, waitMs: number): void => tellRetry({ chatId, code, until: Date.now() + waitMs });
  return connectClient({ fault, isEmulator, onRetry });
}

function toolsOf(chatId: Chat["id"]): readonly AnyTool[] {
  return chatTools({ renameChat: (title) => renameChat(chatId, title) });
}
