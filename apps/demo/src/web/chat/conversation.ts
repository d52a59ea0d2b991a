import type { ChatMessage } from "@qwire/core";
import type { Chat, Turn } from "./turn.ts";

/** Random enough for a list of chats. */
function newId(): string {
  return crypto.randomUUID();
}

export function newChat(): Chat {
  return { id: newId(), title: "", changedAt: Date.now(), turns: [] };
}

export function newTurn(question: string, model: string): Turn {
  return {
    id: newId(),
    question,
    model,
    askedAt: Date.now(),
    status: "running",
    parts: [],
    rounds: [],
    messages: [],
    error: null,
    paused: null,
  };
}

/** What the model is told before a question: its instructions, then the turns so far. */
export function messagesBefore(turns: readonly Turn[], instructions: string): ChatMessage[] {
  const system: ChatMessage[] = instructions.trim() === "" ? [] : [{ role: "system", content: instructions.trim() }];
  return [...system, ...turns.flatMap(({ messages }) => messages)];
}

/** A chat is called by its first question until somebody calls it otherwise. */
export function titleOf({ title, turns }: Chat): string {
  return (
    title ||
    Array.from(turns[0]?.question ?? "")
      .slice(0, 60)
      .join("")
  );
}

/** Everything the model wrote as its answer, without thinking and calls. */
export function answerOf({ parts }: Turn): string {
  return parts
    .flatMap((part) => (part.type === "text" ? [part.text] : []))
    .join("\n\n")
    .trim();
}
