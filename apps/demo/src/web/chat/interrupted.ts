import { endTurn } from "./apply-event.ts";
import { answerOf } from "./conversation.ts";
import type { Turn } from "./turn.ts";

/** A turn of an earlier visit: what was running then has been stopped by the page's end. */
export function interrupted(turn: Turn): Turn {
  if (turn.status !== "running") return turn;
  const ended = endTurn(turn, turn.rounds.at(-1)?.firstTokenAt ?? turn.askedAt);
  const text = answerOf(turn);
  const messages: Turn["messages"] = [
    { role: "user", content: turn.question },
    { role: "assistant", content: text },
  ];
  return { ...ended, status: "stopped", messages: text === "" ? [] : messages };
}
