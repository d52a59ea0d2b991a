import type { BatchSource } from "../batch-source.ts";
import type { AnyTool } from "../tools/define-tool.ts";
import { createReading } from "../chat/create-reading.ts";
import type { Outcome } from "../chat/create-reading.ts";
import type { ItemReader } from "../chat/flatten-batches.ts";
import { loadedLater } from "./loaded-later.ts";
import type { RunEvent, RunResult } from "./run-events.ts";
import type { RunState } from "./run-state.ts";
import type { RunSettings } from "./run-options.ts";
import type { RunStart } from "./start-run.ts";

/** A run on its way. Nothing is sent before the first pull; leaving the loop gives it up. */
export type ChatRun<Tools extends readonly AnyTool[], Output = undefined> = AsyncIterable<
  RunEvent<Tools[number], Output>
> &
  AsyncDisposable & {
    /**
     * The outcome. Drives the run when nobody loops over it; may be asked again, during and after a loop. Inside the
     * loop, await it only at the `finish` event: before that it waits for the loop itself.
     *
     * @throws ChatError with what was finished as its `run`; `aborted` when the loop was left early.
     */
    result(): Promise<RunResult<Output>>;
    /**
     * The state of a run that has ended `paused`, for `resume()`: plain JSON, to be kept anywhere.
     *
     * @throws TypeError when the run has not paused.
     */
    state(): RunState;
    /** Gives up: no further request is sent, and tools see it on their signal. */
    abort(reason?: unknown): void;
  };

/**
 * Makes a run that begins at the first pull.
 *
 * @throws TypeError for two tools of one name, or a concurrency below 1.
 */
export function createChatRun<const Tools extends readonly AnyTool[], Output = undefined>(
  start: Omit<RunStart, "settings"> & { settings: RunSettings & { tools: Tools } },
): ChatRun<Tools, Output> {
  checkSettings(start.settings);
  const reading = createReading<RunResult<Output>>(
    start.call.control,
    "keep its events, or ask result() for the outcome.",
  );
  let paused: RunState | null = null;
  void reading.outcome().then(
    ({ state = null }) => (paused = state),
    () => undefined,
  );
  type Event = RunEvent<Tools[number], Output>;
  const read = (): ItemReader<Event> =>
    reading.read((outcome) => {
      // The loop of tools is loaded when the first run begins: who only streams does not carry it.
      // A boundary: only these tools run and this schema judges, so what they tell has their types; the run itself does not
      // know them.
      const load = async (): Promise<BatchSource<RunEvent>> =>
        (await import("./start-run.ts")).startRun(start, outcome as Outcome<RunResult>);
      return loadedLater(load) as BatchSource<Event>;
    });

  return {
    [Symbol.asyncIterator]: read,
    async result() {
      if (!reading.isTaken()) await read().drain();
      return reading.outcome();
    },
    state() {
      if (paused === null) throw new TypeError("This run has not paused: there is nothing to resume.");
      return paused;
    },
    abort: reading.abort,
    [Symbol.asyncDispose]: reading.dispose,
  };
}

function checkSettings({ tools, toolConcurrency }: RunSettings): void {
  const names = tools.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new TypeError(`Two tools are called "${twice}": give each a name of its own.`);
  if (!(toolConcurrency >= 1)) throw new TypeError("toolConcurrency must be 1 or more.");
}
