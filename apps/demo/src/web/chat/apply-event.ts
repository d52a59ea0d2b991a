import type { RunEvent } from "@qwire/core";
import type { Part, Round, ToolPart, Turn } from "./turn.ts";

/**
 * A turn after one more event of its run. Pure: the turn that is given stays as it was.
 *
 * @param now milliseconds since 1970
 */
export function applyEvent(turn: Turn, event: RunEvent, now: number): Turn {
  switch (event.type) {
    case "step-start":
      return { ...turn, rounds: [...turn.rounds, { startedAt: now, firstTokenAt: null, endedAt: null, usage: null }] };
    case "reasoning-delta":
      return begun(withText(turn, "thinking", event.delta, now), now);
    case "text-delta":
      return begun(withText(turn, "text", event.delta, now), now);
    case "tool-call-start": {
      const { toolCallId: id, name } = event;
      const fresh = { arguments: "", state: "writing", output: null, startedAt: null, endedAt: null } as const;
      const call: ToolPart = { type: "tool", id, name, ...fresh };
      return begun({ ...turn, parts: [...closeThinking(turn.parts, now), call] }, now);
    }
    case "tool-call-delta":
      return withCall(turn, event.toolCallId, (call) => ({ arguments: call.arguments + event.delta }));
    case "tool-call":
      return withCall(turn, event.toolCallId, () => ({
        arguments: event.arguments,
        state: event.state === "truncated" ? "unread" : "waiting",
      }));
    case "tool-approval":
      return withCall(turn, event.toolCallId, () => ({ state: "asking" }));
    case "tool-start":
      return withCall(turn, event.toolCallId, () => ({ state: "running", startedAt: now }));
    case "tool-result":
      return withCall(turn, event.toolCallId, () => ({ state: "done", output: asText(event.output), endedAt: now }));
    case "tool-error": {
      const state = event.error.kind === "refused" ? "refused" : "failed";
      return withCall(turn, event.toolCallId, () => ({ state, output: event.error.message, endedAt: now }));
    }
    case "usage":
      return withRound(turn, () => ({ usage: event.usage, endedAt: now }));
    case "step-end":
      return withRound(
        { ...turn, parts: closeThinking(turn.parts, now) },
        // A round of tools ends long after its reply has.
        (round) => ({ endedAt: round.endedAt ?? now }),
      );
    case "step-retry":
    case "tool-progress":
    case "audio-delta":
    case "finish":
      return turn;
  }
}

/** The same when nothing more will come: what was going on has ended, however it ended. */
export function endTurn(turn: Turn, now: number): Turn {
  const parts = closeThinking(turn.parts, now).map((part): Part => {
    if (part.type !== "tool" || ["done", "failed", "refused", "asking"].includes(part.state)) return part;
    return { ...part, state: "unread", endedAt: part.startedAt === null ? null : now };
  });
  return withRound({ ...turn, parts }, (round) => ({ endedAt: round.endedAt ?? now }));
}

function withText(turn: Turn, type: "thinking" | "text", delta: string, now: number): Turn {
  const last = turn.parts.at(-1);
  if (last?.type === type)
    return { ...turn, parts: [...turn.parts.slice(0, -1), { ...last, text: last.text + delta }] };
  const part: Part = type === "text" ? { type, text: delta } : { type, text: delta, startedAt: now, endedAt: null };
  return { ...turn, parts: [...closeThinking(turn.parts, now), part] };
}

function closeThinking(parts: Part[], now: number): Part[] {
  const last = parts.at(-1);
  if (last?.type !== "thinking" || last.endedAt !== null) return parts;
  return [...parts.slice(0, -1), { ...last, endedAt: now }];
}

/** The latest call of that id: a service may begin to count anew. */
function withCall(turn: Turn, id: string, change: (call: ToolPart) => Partial<ToolPart>): Turn {
  const at = turn.parts.findLastIndex((part) => part.type === "tool" && part.id === id);
  const call = turn.parts[at];
  if (call?.type !== "tool") return turn;
  return { ...turn, parts: turn.parts.with(at, { ...call, ...change(call) }) };
}

function begun(turn: Turn, now: number): Turn {
  return withRound(turn, (round) => ({ firstTokenAt: round.firstTokenAt ?? now }));
}

function withRound(turn: Turn, change: (round: Round) => Partial<Round>): Turn {
  const round = turn.rounds.at(-1);
  return round === undefined ? turn : { ...turn, rounds: turn.rounds.with(-1, { ...round, ...change(round) }) };
}

function asText(output: unknown): string {
  return typeof output === "string" ? output : (JSON.stringify(output, null, 2) ?? "");
}
