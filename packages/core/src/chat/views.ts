import type { ChatCompletionChunk } from "@qwire/protocol";
import type { ChatEvent } from "../events.ts";
import type { View } from "./follow-reply.ts";

/** The wire's own chunks, and nothing for the events after the last one. */
export const asChunks: View<ChatCompletionChunk> = {
  chunk: (chunk, chunks) => void chunks.push(chunk),
  event: null,
  keepsAll: false,
};

export const asEvents: View<ChatEvent> = {
  chunk: null,
  event: (event, events) => void events.push(event),
  keepsAll: true,
};

/** Nobody looks before the end. */
export const asNothing: View<never> = { chunk: null, event: null, keepsAll: true };

export const asText: View<string> = asDeltas("text-delta");

export const asReasoning: View<string> = asDeltas("reasoning-delta");

/** The first choice's: pieces of several answers in one text would be nobody's. */
function asDeltas(type: "text-delta" | "reasoning-delta"): View<string> {
  return {
    chunk: null,
    event(event, deltas) {
      if (event.type === type && event.choice === 0) deltas.push(event.delta);
    },
    keepsAll: false,
  };
}
