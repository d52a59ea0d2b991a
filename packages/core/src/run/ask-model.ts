import type { ChatCompletion } from "@qwire/protocol";
import type { BatchSource } from "../batch-source.ts";
import { ChatError } from "../chat-error.ts";
import type { ChatEvent, ToolCallEvent } from "../events.ts";
import type { ChatCall } from "../chat/chat-call.ts";
import type { CallRecovery } from "./create-call-recovery.ts";
import type { Outcome } from "../chat/create-reading.ts";
import { followCall } from "../chat/follow-call.ts";
import type { RunEvent } from "./run-events.ts";

/** A reply and the calls it leaves to be run. */
export type AskedReply = { completion: ChatCompletion; calls: ToolCallEvent[] };

/** One reply of a run: its events, and behind their end the reply itself. */
export type Asking = {
  events: BatchSource<RunEvent>;
  /** @throws ChatError `tool_calls_missing` for a reply that says it calls a tool and does not. */
  reply(): AskedReply;
};

/** @param recovery looks for calls in the text; `null`: nobody does. */
export function askModel(call: ChatCall, recovery: CallRecovery | null): Asking {
  const calls: ToolCallEvent[] = [];
  let completion: ChatCompletion | null = null;

  const tell = (told: ChatEvent, events: RunEvent[]): void => {
    // The conversation goes on with the first choice; other ones are only told.
    if (told.type === "tool-call" && told.choice === 0) calls.push(told);
    // A run finishes once, after its last step.
    if (told.type !== "finish") events.push(told);
  };
  const event = (told: ChatEvent, events: RunEvent[]): void => {
    if (recovery === null) return tell(told, events);
    for (const one of recovery.pass(told)) tell(one, events);
  };
  // A step's failure is told through the loop alone.
  const outcome: Outcome<ChatCompletion> = { resolve: (told) => void (completion = told), reject: () => undefined };

  return {
    events: followCall<RunEvent>(
      call,
      { chunk: recovery === null ? null : ({ id }) => recovery.begin(id), event, keepsAll: true },
      outcome,
    ),
    reply() {
      if (completion === null) throw new ChatError("stream_cut");
      const told = recovery === null ? completion : recovery.completed(completion);
      const isCallMissing = calls.length === 0 && told.choices[0]?.finish_reason === "tool_calls";
      if (isCallMissing) throw new ChatError("tool_calls_missing", knownOf(told));
      return { completion: told, calls };
    },
  };
}

/** What an error about a whole reply tells of it. */
export function knownOf(completion: ChatCompletion): { requestId: string | null; partial: ChatCompletion } {
  return { requestId: completion.request_id ?? null, partial: completion };
}
