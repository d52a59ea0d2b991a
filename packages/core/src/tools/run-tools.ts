import type { ToolMessage } from "@qwire/protocol";
import type { ToolCallEvent } from "../events.ts";
import type { ToolEvent } from "./tool-events.ts";
import { runTool } from "./run-tool.ts";
import type { RunToolOptions, ToolOutcome } from "./run-tool.ts";

/** What a round of tools needs. */
export type RunToolsOptions = Omit<RunToolOptions, "onStart" | "onProgress"> & {
  /** Most tools at work at the same time. */
  concurrency: number;
};

/**
 * Runs the calls of one reply side by side, `exclusive` ones alone, and returns one tool message per call, in the order
 * asked. Events come as they happen, except that results are told in the order asked.
 *
 * @throws the signal's reason, at once, when the run is given up.
 */
export async function* runTools(
  calls: readonly ToolCallEvent[],
  options: RunToolsOptions,
): AsyncGenerator<ToolEvent[], ToolMessage[]> {
  const outcomes: Array<ToolOutcome | undefined> = calls.map(() => undefined);
  const running = new Set<number>();
  let events: ToolEvent[] = [];
  let wake = Promise.withResolvers<void>();
  let started = 0;
  let told = 0;

  const tell = (event: ToolEvent): void => {
    events.push(event);
    wake.resolve();
  };
  const isExclusive = (at: number): boolean => options.tools.get(calls[at]?.name ?? "")?.isExclusive === true;
  const mayStart = (): boolean => {
    if (started >= calls.length || running.size >= options.concurrency) return false;
    return running.size === 0 || !(isExclusive(started) || [...running].some(isExclusive));
  };
  const start = (call: ToolCallEvent, at: number): void => {
    const { toolCallId, name } = call;
    const where = { toolCallId, name, step: options.step };
    running.add(at);
    runTool(call, {
      ...options,
      onStart: (input) => tell({ type: "tool-start", ...where, input }),
      onProgress: (progress) => tell({ type: "tool-progress", ...where, progress }),
    }).then(
      (outcome) => {
        running.delete(at);
        outcomes[at] = outcome;
        wake.resolve();
      },
      (reason: unknown) => wake.reject(reason),
    );
  };

  while (told < calls.length) {
    for (let call = calls[started]; call !== undefined && mayStart(); call = calls[started]) {
      start(call, started);
      started += 1;
    }
    await wake.promise;
    wake = Promise.withResolvers<void>();
    for (let outcome = outcomes[told]; outcome !== undefined; outcome = outcomes[told]) {
      const call = calls[told];
      if (call !== undefined) events.push(toEvent(call, outcome, options.step));
      told += 1;
    }
    const batch = events;
    events = [];
    yield batch;
  }
  return outcomes.flatMap((outcome) => (outcome === undefined ? [] : [outcome.message]));
}

function toEvent({ toolCallId, name }: ToolCallEvent, outcome: ToolOutcome, step: number): ToolEvent {
  const where = { toolCallId, name, step };
  if (!outcome.ok) return { type: "tool-error", ...where, error: outcome.error };
  return { type: "tool-result", ...where, input: outcome.input, output: outcome.output };
}
