import { ChatError } from "../chat-error.ts";
import type { AnyTool } from "../tools/define-tool.ts";
import type { CallOptions, ChatCall } from "./chat-call.ts";
import { flattenBatches } from "./flatten-batches.ts";
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
     * The outcome. Drives the run when nobody loops over it; may be asked again, during and after a loop.
     *
     * @throws ChatError; `aborted` when the loop was left early.
     */
    result(): Promise<RunResult>;
    /** Gives up: no further request is sent, and tools see it on their signal. */
    abort(reason?: unknown): void;
  };

/** Makes a run that begins at the first pull. */
export function createChatRun<const Tools extends readonly AnyTool[]>(
  call: ChatCall,
  settings: RunSettings & { tools: Tools },
): ChatRun<Tools> {
  const { promise: outcome, resolve, reject } = Promise.withResolvers<RunResult>();
  // Whoever loops sees the error there; it is no unhandled rejection when nobody asks for the result.
  outcome.catch(() => undefined);
  let isTaken = false;

  async function* drive(): AsyncGenerator<readonly RunEvent[], undefined> {
    try {
      call.control.begin();
      resolve(yield* runChat(call, settings));
    } catch (error) {
      reject(error);
      throw error;
    } finally {
      // After a settled outcome these change nothing; after an early leave they are what ends it.
      const left = new ChatError("aborted");
      reject(left);
      call.control.abort(left);
      call.control.dispose();
    }
  }

  const read = (): AsyncGenerator<RunEvent<Tools[number]>, undefined> => {
    if (isTaken) throw new TypeError("A run is read once: keep its events, or ask result() for the outcome.");
    isTaken = true;
    // Only these tools run, so what they tell has their types; `runChat` itself does not know them.
    return flattenBatches(drive()) as AsyncGenerator<RunEvent<Tools[number]>, undefined>;
  };

  const abort = (reason?: unknown): void => call.control.abort(new ChatError("aborted", { cause: reason }));

  return {
    [Symbol.asyncIterator]: read,
    async result() {
      if (!isTaken) for await (const _ of read());
      return outcome;
    },
    abort,
    async [Symbol.asyncDispose]() {
      abort();
    },
  };
}
