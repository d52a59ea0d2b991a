import type { ToolCall, ToolCallDelta } from "@qwire/protocol";
import { rememberJson } from "@qwire/protocol/client";
import type { ReplyEvent, ToolCallState } from "../events.ts";
import { judgeArguments } from "./judge-arguments.ts";
import type { ReplyEnd } from "./judge-arguments.ts";

/** Where events go. */
export type Tell = (event: ReplyEvent) => void;

/** The tool calls of one choice while their pieces come in. */
export type ToolCallDrafts = {
  /** Takes a piece. `position` is its place in its delta, for pieces without an index. */
  add(piece: ToolCallDelta, position: number, tell: Tell | null): void;
  /** The finished calls, judged by their text and by how the reply ended. */
  end(end: ReplyEnd, tell: Tell): void;
  /** The calls as they stand, in the order they began. */
  calls(): ToolCall[];
};

type Slot = {
  /** What the wire index of its pieces is. */
  index: number;
  /** The service's id; `""` until one comes. */
  wireId: string;
  /** The id we tell: the service's, or one made up when the first event needed it. */
  id: string;
  name: string;
  text: string;
  /** As the reply's end showed them; `null` before it. */
  state: ToolCallState | null;
};

/**
 * Assembles tool calls from every dialect that was recorded: ids that repeat, come empty or stay away, names that come
 * back as `""`, two calls on one index, an index that changes on the way.
 *
 * @param madeId starts the ids of calls that came without one: `call_<completion id>`.
 */
export function createToolCallDrafts({ choice, madeId }: { choice: number; madeId: () => string }): ToolCallDrafts {
  const slots: Slot[] = [];

  const open = (index: number): Slot => {
    const slot: Slot = { index, wireId: "", id: "", name: "", text: "", state: null };
    slots.push(slot);
    return slot;
  };

  const slotFor = (piece: ToolCallDelta, position: number): Slot => {
    const index = piece.index ?? position;
    const wireId = piece.id ?? "";
    const known = wireId === "" ? undefined : slots.findLast((slot) => slot.wireId === wireId);
    // One id on two indexes, each with a name of its own: two calls, the second under an id made up.
    if (known) return known.index === index || !piece.function?.name ? known : open(index);
    const here = slots.findLast((slot) => slot.index === index);
    if (wireId !== "") return here && here.wireId === "" && !isFinished(here) ? here : open(index);
    if (here) return opensAnother(here, piece) ? open(index) : here;
    // A continuation whose index differs from its call's (reported for Qwen3) belongs to the last call.
    return piece.function?.name ? open(index) : (slots.at(-1) ?? open(index));
  };

  const idOf = (slot: Slot): string => {
    if (slot.id === "") {
      const isUsed = slots.some((other) => other !== slot && other.id === slot.wireId);
      slot.id = slot.wireId === "" || isUsed ? `${madeId()}_${slots.indexOf(slot)}` : slot.wireId;
    }
    return slot.id;
  };

  return {
    add(piece, position, tell) {
      const slot = slotFor(piece, position);
      const text = piece.function?.arguments ?? "";
      const name = piece.function?.name ?? "";
      if (piece.id) slot.wireId ||= piece.id;
      if (isReplay(slot, text)) return;
      slot.text += text;
      const begins = slot.name === "" && name !== "";
      if (begins) {
        slot.name = name;
        idOf(slot);
      }
      if (tell === null || slot.name === "") return;
      if (begins) tell({ type: "tool-call-start", toolCallId: slot.id, name, choice });
      // What came before the name is told behind it.
      const delta = begins ? slot.text : text;
      if (delta !== "") tell({ type: "tool-call-delta", toolCallId: slot.id, delta, choice });
    },
    end(end, tell) {
      for (const slot of slots) {
        const { name, text } = slot;
        slot.state = judgeArguments(text, end);
        tell({ type: "tool-call", toolCallId: idOf(slot), name, arguments: text, state: slot.state, choice });
      }
    },
    calls() {
      return slots.map((slot, index) => {
        const called = { name: slot.name, arguments: slot.text };
        // No arguments at all are complete, and no JSON.
        if (slot.state === "complete" && slot.text.trim() !== "") rememberJson(called);
        return { id: idOf(slot), type: "function", function: called, index };
      });
    },
  };
}

/** A name that differs, or a second whole object, on a slot that has its arguments: a new call without a new id. */
function opensAnother(slot: Slot, piece: ToolCallDelta): boolean {
  const name = piece.function?.name;
  if (!name || slot.name === "") return false;
  if (name !== slot.name) return true;
  return piece.function?.arguments?.trimStart().startsWith("{") === true && isFinished(slot);
}

/** Some relays send a finished call once more; a whole object twice is never valid JSON. */
function isReplay(slot: Slot, text: string): boolean {
  return text !== "" && text === slot.text && isFinished(slot);
}

/** Whether its arguments are a whole object already: nothing can follow them. */
function isFinished({ text }: Slot): boolean {
  return text.trim() !== "" && judgeArguments(text, "stop") === "complete";
}
