import type { ErrorCode } from "@qwire/protocol";
import type { ChatMessage, PendingApproval, RunState, Usage } from "@qwire/core";

/** A conversation as it is kept: plain data, in the order it happened. */
export type Chat = { id: string; title: string; changedAt: number; turns: Turn[] };

/** One question and everything that came of it. */
export type Turn = {
  id: string;
  question: string;
  model: string;
  /** In milliseconds since 1970. */
  askedAt: number;
  status: "running" | "paused" | "finished" | "stopped" | "failed";
  parts: Part[];
  rounds: Round[];
  /** What this turn adds to the conversation, as the model is told it: the question first; empty where nothing came of it. */
  messages: ChatMessage[];
  error: TurnError | null;
  /** What waits for a person, and how to go on from there. */
  paused: { state: RunState; approvals: PendingApproval[]; toldBefore: number } | null;
};

/** A stretch of an answer, in the order it came. */
export type Part = ThinkingPart | TextPart | ToolPart;

export type ThinkingPart = { type: "thinking"; text: string; startedAt: number; endedAt: number | null };

type TextPart = { type: "text"; text: string };

export type ToolPart = {
  type: "tool";
  id: string;
  name: string;
  /** JSON text, cut anywhere while it is `writing`. */
  arguments: string;
  state: ToolState;
  /** What the tool said, or why it did not. */
  output: string | null;
  startedAt: number | null;
  endedAt: number | null;
};

/** `asking`: a person must say yes. `unread`: the call was cut, and never ran. */
type ToolState = "writing" | "waiting" | "asking" | "running" | "done" | "failed" | "refused" | "unread";

/** One reply of the model and the figures of it. Times in milliseconds since 1970. */
export type Round = {
  startedAt: number;
  firstTokenAt: number | null;
  endedAt: number | null;
  usage: Usage | null;
};

/** A failure as a person is told it. */
export type TurnError = {
  code: ErrorCode | "unforeseen";
  /** The service's own words, or ours. */
  sentence: string;
  remedy: string;
  status: number | null;
  requestId: string | null;
};
