import { isChatError } from "@qwire/core";
import type { TurnError } from "./turn.ts";

/** What a banner needs of a failure. */
export function toTurnError(error: unknown): TurnError {
  if (!isChatError(error)) {
    const sentence = error instanceof Error ? error.message : String(error);
    return { code: "unforeseen", sentence, remedy: "", status: null, requestId: null };
  }
  const { code, message, remedy, status, requestId } = error;
  return { code, sentence: message.replace(remedy, "").trim(), remedy, status, requestId };
}
