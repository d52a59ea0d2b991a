import type { BatchSource } from "../batch-source.ts";
import type { ToolCallEvent } from "../events.ts";
import type { ToolEvent } from "./tool-events.ts";
import { runTool } from "./run-tool.ts";
import type { RunToolOptions, ToolOutcome } from "./run-tool.ts";

/** What a round of tools needs. */
export type RunToolsOptions = Omit<RunToolOptions, "onStart" | "onProgress"> & {
  /** Most tools at work at the same time. */
  concurrency: number;
  /** Ends that are known already, such as a person's no; told in their turn. */
  settled: ReadonlyMap<string, ToolOutcome>;
  /** Told of each call as it begins. */
  onBegin(call: ToolCallEvent): void;
  /** Told of each call as it ends, also when the round is given up later. */
  onOutcome(call: ToolCallEvent, outcome: ToolOutcome): void;
};

/** Most events that wait for a reader before a tool's progress does. */
const maxUntold = 100;

/**
 * Runs calls side by side, `exclusive` ones alone. Events come as they happen, except that results are told in the order
 * asked. Fails with the signal's reason, at once, when the run is given up.
 */
export function runTools(calls: readonly ToolCallEvent[], options: RunToolsOptions): BatchSource<ToolEvent> {
  const { signal, step } = options;
  const outcomes: Array<ToolOutcome | undefined> = calls.map(() => undefined);
  const running = new Set<number>();
  let events: ToolEvent[] = [];
  /** Wakes the one who waits for news, if anybody does. */
  let wake = (): void => undefined;
  // Kept, not thrown at the one who waits: nobody may be waiting when it happens.
  let givenUp: { reason: unknown } | null = null;
  let drained: PromiseWithResolvers<void> | null = null;
  let started = 0;
  let told = 0;

  const tell = (event: ToolEvent): void => {
    events.push(event);
    wake();
  };
  const giveUp = (reason: unknown): void => {
    givenUp ??= { reason };
    wake();
  };
  const drain = (): void => {
    drained?.resolve();
    drained = null;
  };
  const onAbort = (): void => giveUp(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  const release = (): void => {
    signal.removeEventListener("abort", onAbort);
    drain();
  };

  const isExclusive = (at: number): boolean => options.tools.get(calls[at]?.name ?? "")?.isExclusive === true;
  const mayStart = (): boolean => {
    if (running.size >= options.concurrency || givenUp !== null) return false;
    return running.size === 0 || !(isExclusive(started) || [...running].some(isExclusive));
  };
  const start = (call: ToolCallEvent, at: number): void => {
    const { toolCallId, name } = call;
    const where = { toolCallId, name, step };
    running.add(at);
    options.onBegin(call);
    const ended = (outcome: ToolOutcome | undefined): void => {
      outcomes[at] = outcome;
      if (outcome !== undefined) options.onOutcome(call, outcome);
      running.delete(at);
      wake();
    };
    const failed = (reason: unknown): void => {
      giveUp(reason);
      ended(undefined);
    };
    const run = (): ToolOutcome | Promise<ToolOutcome> =>
      runTool(call, {
        ...options,
        onStart: (input) => tell({ type: "tool-start", ...where, input }),
        onProgress(progress) {
          tell({ type: "tool-progress", ...where, progress });
          // A generator that never rests waits for its reader, so that it fills no memory and lets the others run.
          return events.length < maxUntold ? undefined : (drained ??= Promise.withResolvers()).promise;
        },
      });
    try {
      const outcome = options.settled.get(toolCallId) ?? run();
      if (outcome instanceof Promise) return void outcome.then(ended, failed);
      ended(outcome);
      // Told before the calls behind it begin.
      tellOutcomes();
    } catch (reason) {
      failed(reason);
    }
  };
  const startMore = (): void => {
    for (let call = calls[started]; call !== undefined && mayStart(); call = calls[started]) {
      start(call, started);
      started += 1;
    }
  };
  const hasEnded = (): boolean => told === calls.length;
  const hasNews = (): boolean => events.length > 0 || outcomes[told] !== undefined || givenUp !== null;
  /** Results, only behind those of the calls before them. */
  const tellOutcomes = (): void => {
    for (let outcome = outcomes[told]; outcome !== undefined; outcome = outcomes[told]) {
      const call = calls[told];
      if (call !== undefined) events.push(toEvent(call, outcome, step));
      told += 1;
    }
  };
  /** What has happened since the last time. */
  const takeEvents = (): ToolEvent[] => {
    tellOutcomes();
    const taken = events;
    events = [];
    drain();
    return taken;
  };

  return {
    async pull(to) {
      try {
        while (!hasEnded()) {
          startMore();
          if (!hasNews()) await new Promise<void>((resolve) => (wake = resolve));
          throwIfGivenUp(givenUp);
          const events = takeEvents();
          if (hasEnded()) release();
          const made = to.take(events);
          if (made !== undefined) return made;
        }
        release();
        return to.end();
      } catch (error) {
        release();
        return to.fail(error);
      }
    },
    hasEnded,
    leave: release,
  };
}

function throwIfGivenUp(givenUp: { reason: unknown } | null): void {
  if (givenUp !== null) throw givenUp.reason;
}

function toEvent({ toolCallId, name }: ToolCallEvent, outcome: ToolOutcome, step: number): ToolEvent {
  const where = { toolCallId, name, step };
  if (!outcome.ok) return { type: "tool-error", ...where, error: outcome.error };
  return { type: "tool-result", ...where, input: outcome.input, output: outcome.output };
}
