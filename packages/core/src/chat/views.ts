import type { ChatCompletionChunk } from "@qwire/protocol";
import type { ChatEvent } from "../events.ts";
import type { View } from "./follow-reply.ts";

/** The wire's own chunks, and nothing for the events after the last one. */
export const asChunks: View<ChatCompletionChunk> = {
  show: (_events, chunk) => (chunk === null ? [] : [chunk]),
  keepsAll: false,
};

export const asEvents: View<ChatEvent> = { show: (events) => events, keepsAll: true };

/** Nobody looks before the end. */
export const asNothing: View<never> = { show: () => [], keepsAll: true };

export const asText: View<string> = { show: (events) => deltas(events, "text-delta"), keepsAll: false };

export const asReasoning: View<string> = { show: (events) => deltas(events, "reasoning-delta"), keepsAll: false };

/** The first choice's: pieces of several answers in one text would be nobody's. */
function deltas(events: ChatEvent[], type: "text-delta" | "reasoning-delta"): string[] {
  return events.flatMap((event) => (event.type === type && event.choice === 0 ? [event.delta] : []));
}
