import type { ChatRequest } from "@qwire/protocol";
import type { Step } from "./step.ts";

/** What the emulator remembers of one chat request. No headers, so no credentials. */
export type Call = {
  request: ChatRequest;
  /** The steps played so far. */
  steps: readonly Step[];
  /** `running` until the reply has ended, one way or another. */
  outcome: "running" | "complete" | "failed" | "cut" | "aborted";
  /** HTTP status answered with; 0 while none was. */
  status: number;
  /** When the request arrived, in milliseconds since 1970. */
  startedAt: number;
  /** Milliseconds from the request's arrival to the reply's end; `null` while running. */
  elapsedMs: number | null;
};

/** An entry while it is written. */
export type OpenCall = Call & { steps: Step[] };

/** The last calls, oldest first. */
export type Journal = {
  readonly calls: readonly Call[];
  open(request: ChatRequest, startedAt: number): OpenCall;
  clear(): void;
};

/** Writes down a step that is played. */
export function note(step: Step, call: OpenCall): void {
  // A list that something is pushed into takes room for many more, and most calls have a single step.
  if (call.steps.length === 0) call.steps = [step];
  else call.steps.push(step);
}

/** Keeps at most `size` calls; older ones are forgotten. */
export function createJournal(size: number): Journal {
  const calls: OpenCall[] = [];
  return {
    calls,
    open(request, startedAt) {
      const call: OpenCall = { request, steps: [], outcome: "running", status: 0, startedAt, elapsedMs: null };
      calls.push(call);
      if (calls.length > size) calls.shift();
      return call;
    },
    clear() {
      calls.length = 0;
    },
  };
}
