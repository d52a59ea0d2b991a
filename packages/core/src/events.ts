import type { ChatCompletion, FinishReason, Usage } from "@qwire/protocol";

/** Where an event belongs: always 0 unless the request asked for `n` answers. */
type InChoice = { choice: number };

/** A piece of the thinking. */
export type ReasoningDeltaEvent = { type: "reasoning-delta"; delta: string } & InChoice;

/** A piece of the answer. */
export type TextDeltaEvent = { type: "text-delta"; delta: string } & InChoice;

/** A piece of speech: `data` is base64 PCM, `transcript` its text; either may be empty. */
export type AudioDeltaEvent = { type: "audio-delta"; data: string; transcript: string } & InChoice;

/** The model begins to ask for a tool. */
export type ToolCallStartEvent = { type: "tool-call-start"; toolCallId: string; name: string } & InChoice;

/** A piece of a call's arguments: JSON text, cut anywhere. To show, never to act on. */
export type ToolCallDeltaEvent = { type: "tool-call-delta"; toolCallId: string; delta: string } & InChoice;

/**
 * How a tool call ended. Only `complete` ones are ever run.
 *
 * - `complete`: whole arguments, and the reply came to its end.
 * - `truncated`: the text stops inside the arguments, whatever the finish reason says.
 * - `malformed`: all of it came, and it is not a JSON object.
 */
export type ToolCallState = "complete" | "truncated" | "malformed";

/** A whole tool call, told after the reply has ended. */
export type ToolCallEvent = {
  type: "tool-call";
  toolCallId: string;
  name: string;
  /** The model's own text; `""` where it wrote nothing, which means no arguments. */
  arguments: string;
  state: ToolCallState;
} & InChoice;

/** Tokens used, when the service tells. */
export type UsageEvent = { type: "usage"; usage: Usage };

/** What one reply tells while it arrives. */
export type ReplyEvent =
  | ReasoningDeltaEvent
  | TextDeltaEvent
  | AudioDeltaEvent
  | ToolCallStartEvent
  | ToolCallDeltaEvent
  | ToolCallEvent
  | UsageEvent;

/** The reply came to its end: always the last event, and never after an error. */
export type FinishEvent = { type: "finish"; finishReason: FinishReason | null; completion: ChatCompletion };

/** What `stream()` yields. */
export type ChatEvent = ReplyEvent | FinishEvent;
