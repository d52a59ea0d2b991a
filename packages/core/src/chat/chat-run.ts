import type { BatchSource } from "../batch-source.ts";
import { ChatError, isChatError, withKnown } from "../chat-error.ts";
import type { RunSoFar } from "../chat-error.ts";
import type { AnyTool } from "../tools/define-tool.ts";
import type { CallOptions, ChatCall } from "./chat-call.ts";
import { chainBatches } from "./chain-batches.ts";
import { createReading } from "./create-reading.ts";
import type { Outcome } from "./create-reading.ts";
import { runChat } from "./run-chat.ts";
import type { RunSettings } from "./run-chat.ts";
import type { RunEvent, RunResult } from "./run-events.ts";
import type { StopRule } from "./stop-rules.ts";

/** How one run behaves. Never on the wire. */
export type RunOptions<Tools extends readonly AnyTool[]> = CallOptions & {
  /** The tools on offer, made with `defineTool`. */
  tools: Tools;
  /** Ends the run before the model does. Default `afterSteps(10)`. */
  stopWhen?: StopRule;
  /** Most tools at work at the same time; one when `parallel_tool_calls` is `false`. Default 5. */
  toolConcurrency?: number;
  /** Handed to every tool as it is. */
  context?: unknown;
};

/** A run on its way. Nothing is sent before the first pull; leaving the loop gives it up. */
export type ChatRun<Tools extends readonly AnyTool[]> = AsyncIterable<RunEvent<Tools[number]>> &
  AsyncDisposable & {
    /**
     * The outcome. Drives the run when nobody loops over it; may be asked again, during and after a loop. Inside the
     * loop, await it only at the `finish` event: before that it waits for the loop itself.
     *
     * @throws ChatError with what was finished as its `run`; `aborted` when the loop was left early.
     */
    result(): Promise<RunResult>;
    /** Gives up: no further request is sent, and tools see it on their signal. */
    abort(reason?: unknown): void;
  };

/**
 * Makes a run that begins at the first pull.
 *
 * @throws TypeError for two tools of one name, or a concurrency below 1.
 */
export function createChatRun<const Tools extends readonly AnyTool[]>(
  call: ChatCall,
  settings: RunSettings & { tools: Tools },
): ChatRun<Tools> {
  checkSettings(settings);
  const reading = createReading<RunResult>(call.control, "keep its events, or ask result() for the outcome.");
  const read = (): AsyncGenerator<RunEvent<Tools[number]>, undefined> =>
    // A boundary: only these tools run, so what they tell has their types; `runChat` itself does not know them.
    reading.read((outcome) => chainBatches(drive(call, settings, outcome))) as AsyncGenerator<
      RunEvent<Tools[number]>,
      undefined
    >;

  return {
    [Symbol.asyncIterator]: read,
    async result() {
      if (!reading.isTaken()) for await (const _ of read());
      return reading.outcome();
    },
    abort: reading.abort,
    [Symbol.asyncDispose]: reading.dispose,
  };
}

async function* drive(
  call: ChatCall,
  settings: RunSettings,
  outcome: Outcome<RunResult>,
): AsyncGenerator<readonly RunEvent[] | BatchSource<RunEvent>, undefined> {
  const soFar: RunSoFar = { messages: [...call.request.messages], steps: [], usage: null };
  let isOver = false;
  try {
    call.control.begin();
    const status = yield* runChat({ call, settings, soFar });
    isOver = true;
    const text = soFar.steps.at(-1)?.choices[0]?.message.content ?? "";
    const result: RunResult = { status, text, ...soFar };
    outcome.resolve(result);
    yield [{ type: "finish", result }];
  } catch (error) {
    const told = isChatError(error) ? withKnown(error, { run: soFar }) : error;
    outcome.reject(told);
    throw told;
  } finally {
    if (!isOver) {
      const left = new ChatError("aborted", { run: soFar });
      outcome.reject(left);
      call.control.abort(left);
    }
    call.control.dispose();
  }
}

function checkSettings({ tools, toolConcurrency }: RunSettings): void {
  const names = tools.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new TypeError(`Two tools are called "${twice}": give each a name of its own.`);
  if (!(toolConcurrency >= 1)) throw new TypeError("toolConcurrency must be 1 or more.");
}
