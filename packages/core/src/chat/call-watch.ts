import type { ChatCompletion, ChatRequest, Usage } from "@qwire/protocol";
import type { ChatError } from "../chat-error.ts";
import type { ToolCallEvent } from "../events.ts";
import type { ToolOutcome } from "../tools/run-tool.ts";
import type { Clock } from "../wait.ts";

/** Sees what becomes of one call. Told by the call itself; it never throws. Made by `observer()` of `@qwire/core/observe`. */
export type CallWatch = {
  begin(request: ChatRequest): void;
  /** An attempt is sent, counted from 1. */
  request(attempt: number, request: ChatRequest): void;
  /** The reply of an attempt has begun to say something. */
  response(attempt: number, head: { status: number; requestId: string | null }): void;
  /** An attempt has failed, and another one follows. */
  retry(attempt: number, next: { error: ChatError; waitMs: number; request: ChatRequest }): void;
  toolBegin(call: ToolCallEvent, step: number): void;
  toolEnd(call: ToolCallEvent, outcome: ToolOutcome): void;
  end(how: CallEnd): void;
  /** Sees a step of a run. */
  part(step: number): CallWatch;
};

/** How a call ended. */
export type CallEnd =
  | { completion: ChatCompletion }
  | { result: { status: "finished" | "stopped" | "paused"; usage: Usage | null; steps: readonly ChatCompletion[] } }
  | { error: unknown };

/** Begins to see a call: made for each one. */
export type Observe = (kind: "chat" | "run", where: { baseURL: string; clock: Clock }) => CallWatch;
