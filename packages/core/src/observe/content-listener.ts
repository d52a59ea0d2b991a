import type { ChatCompletion, ChatRequest } from "@qwire/protocol";
import type { ToolCallEvent } from "../events.ts";
import type { ToolOutcome } from "../tools/run-tool.ts";
import type { SeenCall } from "./call-event.ts";

/**
 * Is told what calls say: the road beside the events, which hold none of it. Told before the event of the same moment, so
 * that whoever ends at that event has it. What it throws is lost.
 */
export type ContentListener = {
  /** A run begins with it, or an attempt of a chat sends it. */
  request(call: SeenCall, request: ChatRequest): void;
  /**
   * What was said, whole or until it broke off.
   *
   * @param cutBy why it broke off; `null` where it came to its end.
   */
  reply(call: SeenCall, completion: ChatCompletion, cutBy: "error" | "aborted" | null): void;
  /** A tool has begun, and was told to the events before. */
  toolCall(call: SeenCall, one: ToolCallEvent): void;
  toolResult(call: SeenCall, one: ToolCallEvent, outcome: ToolOutcome): void;
};
