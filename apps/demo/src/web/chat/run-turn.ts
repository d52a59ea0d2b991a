import { isChatError } from "@qwire/core";
import type { AnyTool, ChatMessage, ChatRun, RunResult } from "@qwire/core";
import { applyEvent, endTurn } from "./apply-event.ts";
import { toTurnError } from "./turn-error.ts";
import type { Turn } from "./turn.ts";

/** How often a turn that is being written is shown, at most: reading Markdown anew for every piece would be slow. */
const showEveryMs = 40;

/**
 * Drives one run to its end and tells the turn as it grows. Whatever goes wrong is in the turn that comes back; this never
 * throws.
 *
 * @param toldBefore how many messages of the run's own are no part of this turn
 */
export async function runTurn(
  start: Turn,
  run: ChatRun<readonly AnyTool[]>,
  { toldBefore, show }: { toldBefore: number; show(turn: Turn): void },
): Promise<Turn> {
  let turn = start;
  let shownAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const showSoon = (): void => {
    if (timer !== undefined) return;
    const tell = (): void => {
      timer = undefined;
      shownAt = Date.now();
      show(turn);
    };
    timer = setTimeout(tell, Math.max(0, shownAt + showEveryMs - Date.now()));
  };
  try {
    for await (const event of run) {
      turn = applyEvent(turn, event, Date.now());
      showSoon();
    }
    return withResult(endTurn(turn, Date.now()), await run.result(), toldBefore);
  } catch (error) {
    return withFailure(endTurn(turn, Date.now()), error, toldBefore);
  } finally {
    clearTimeout(timer);
  }
}

function withResult(turn: Turn, result: RunResult, toldBefore: number): Turn {
  const messages = result.messages.slice(toldBefore);
  if (result.status !== "paused") return { ...turn, status: "finished", messages };
  const { state, approvals } = result;
  return { ...turn, status: "paused", messages, paused: { state, approvals, toldBefore } };
}

/** What was finished stays part of the conversation, and so does the text that had come. */
function withFailure(turn: Turn, error: unknown, toldBefore: number): Turn {
  const isStopped = isChatError(error) && error.code === "aborted";
  const kept = isChatError(error) ? (error.run?.messages.slice(toldBefore) ?? []) : [];
  const text = isChatError(error) ? error.partial?.choices[0]?.message.content : null;
  const partial: ChatMessage[] = text ? [{ role: "assistant", content: text }] : [];
  const question: ChatMessage[] = kept.length === 0 ? [{ role: "user", content: turn.question }] : [];
  const messages = [...question, ...kept, ...partial];
  return {
    ...turn,
    status: isStopped ? "stopped" : "failed",
    // A question without any answer is no turn of the conversation.
    messages: messages.length > 1 ? messages : [],
    error: isStopped ? null : toTurnError(error),
  };
}
