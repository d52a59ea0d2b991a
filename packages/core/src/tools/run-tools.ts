import type { ToolMessage } from "@qwire/protocol";
import type { ToolCallEvent } from "../events.ts";
import type { ToolEvent } from "./tool-events.ts";
import { answerTo, runTool } from "./run-tool.ts";
import type { RunToolOptions, ToolOutcome } from "./run-tool.ts";

/** What a round of tools needs. */
export type RunToolsOptions = Omit<RunToolOptions, "onStart" | "onProgress"> & {
  /** Most tools at work at the same time. */
  concurrency: number;
  /** From `unanswered(calls)`: each is replaced when its tool has ended, also when the round is given up later. */
  answers: ToolMessage[];
};

/** Most events that wait for a reader before a tool's progress does. */
const maxUntold = 100;

/** One answer per call for a round that was given up: with them the conversation can still be sent. */
export function unanswered(calls: readonly ToolCallEvent[]): ToolMessage[] {
  return calls.map((call) => answerTo(call, "Error: the run was given up before this tool ended."));
}

/**
 * Runs the calls of one reply side by side, `exclusive` ones alone, and answers them in the order asked. Events come as
 * they happen, except that results are told in the order asked.
 *
 * @throws the signal's reason, at once, when the run is given up.
 */
export async function* runTools(
  calls: readonly ToolCallEvent[],
  options: RunToolsOptions,
): AsyncGenerator<ToolEvent[], undefined> {
  const outcomes: Array<ToolOutcome | undefined> = calls.map(() => undefined);
  const running = new Set<number>();
  let events: ToolEvent[] = [];
  let wake = Promise.withResolvers<void>();
  // Kept, not thrown into `wake`: nobody may be waiting there when it happens.
  let givenUp: { reason: unknown } | null = null;
  let drained = Promise.withResolvers<void>();
  let started = 0;
  let told = 0;

  const tell = (event: ToolEvent): void => {
    events.push(event);
    wake.resolve();
  };
  const isExclusive = (at: number): boolean => options.tools.get(calls[at]?.name ?? "")?.isExclusive === true;
  const mayStart = (): boolean => {
    if (running.size >= options.concurrency) return false;
    return running.size === 0 || !(isExclusive(started) || [...running].some(isExclusive));
  };
  const start = (call: ToolCallEvent, at: number): void => {
    const { toolCallId, name } = call;
    const where = { toolCallId, name, step: options.step };
    running.add(at);
    const ended = runTool(call, {
      ...options,
      onStart: (input) => tell({ type: "tool-start", ...where, input }),
      onProgress(progress) {
        tell({ type: "tool-progress", ...where, progress });
        // A generator that never rests waits for its reader, so that it fills no memory and lets the others run.
        return events.length < maxUntold ? undefined : drained.promise;
      },
    }).then(
      (outcome) => {
        outcomes[at] = outcome;
        options.answers[at] = outcome.message;
      },
      (reason: unknown) => {
        givenUp = { reason };
      },
    );
    void ended.then(() => {
      running.delete(at);
      wake.resolve();
    });
  };

  const onAbort = (): void => {
    givenUp = { reason: options.signal.reason };
    wake.resolve();
  };
  options.signal.addEventListener("abort", onAbort, { once: true });
  try {
    while (told < calls.length) {
      for (let call = calls[started]; call !== undefined && mayStart(); call = calls[started]) {
        start(call, started);
        started += 1;
      }
      await wake.promise;
      wake = Promise.withResolvers<void>();
      throwIfGivenUp(givenUp);
      for (let outcome = outcomes[told]; outcome !== undefined; outcome = outcomes[told]) {
        const call = calls[told];
        if (call !== undefined) events.push(toEvent(call, outcome, options.step));
        told += 1;
      }
      const batch = events;
      events = [];
      drained.resolve();
      drained = Promise.withResolvers<void>();
      yield batch;
    }
  } finally {
    options.signal.removeEventListener("abort", onAbort);
    drained.resolve();
  }
}

function throwIfGivenUp(givenUp: { reason: unknown } | null): void {
  if (givenUp !== null) throw givenUp.reason;
}

function toEvent({ toolCallId, name }: ToolCallEvent, outcome: ToolOutcome, step: number): ToolEvent {
  const where = { toolCallId, name, step };
  if (!outcome.ok) return { type: "tool-error", ...where, error: outcome.error };
  return { type: "tool-result", ...where, input: outcome.input, output: outcome.output };
}
