import { encodeJson } from "@qwire/protocol";
import type { ToolMessage } from "@qwire/protocol";
import type { ToolCallEvent } from "../events.ts";
import type { Clock } from "../wait.ts";
import type { AnyTool, ToolCallContext } from "./define-tool.ts";
import { readArguments } from "./read-arguments.ts";

/** How one call ended. Every end is an answer to the model. */
export type ToolOutcome = ({ ok: true; output: unknown; input: unknown } | { ok: false; error: ToolFailure }) & {
  message: ToolMessage;
};

/** Why a call has no output. */
export type ToolFailure = {
  kind: "unknown-tool" | "invalid-arguments" | "timeout" | "thrown";
  /** What the model is told. */
  message: string;
  /** What the tool threw. */
  cause?: unknown;
};

/** What a call needs besides itself. */
export type RunToolOptions = Omit<ToolCallContext, "toolCallId"> & {
  tools: ReadonlyMap<string, AnyTool>;
  clock: Clock;
  onStart(input: unknown): void;
  /** May be waited for before the next. */
  onProgress(progress: unknown): void | Promise<void>;
};

/**
 * Runs one finished tool call.
 *
 * @throws only the signal's reason: whatever else goes wrong is an answer to the model.
 */
export async function runTool(call: ToolCallEvent, options: RunToolOptions): Promise<ToolOutcome> {
  const { signal } = options;
  const tool = options.tools.get(call.name);
  if (tool === undefined) return failed(call, { kind: "unknown-tool", message: unknownTool(call.name, options.tools) });
  let timeIsOver: Error | null = null;
  const endTime = (): Error => (timeIsOver = new Error(`${tool.name} took longer than ${tool.timeoutMs} ms.`));
  try {
    signal.throwIfAborted();
    const task = (own: AbortSignal): Promise<ToolOutcome> => readAndRun(call, tool, { ...options, signal: own });
    return await withinTime(task, { ...options, timeoutMs: tool.timeoutMs, endTime });
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    if (cause === timeIsOver) return failed(call, { kind: "timeout", message: messageOf(cause) });
    return failed(call, { kind: "thrown", message: shorten(`${tool.name} failed: ${messageOf(cause)}`), cause });
  }
}

/** The answer to a call, as the model reads it. */
export function answerTo({ toolCallId, name }: ToolCallEvent, content: string): ToolMessage {
  return { role: "tool", tool_call_id: toolCallId, name, content };
}

/**
 * Settles when the task does, its time is over, or the run is given up: a tool that ignores its signal is left behind.
 * Without a time limit the task has the run's own signal, and `runTools` leaves it behind.
 */
async function withinTime<T>(
  task: (signal: AbortSignal) => Promise<T>,
  options: { signal: AbortSignal; clock: Clock; timeoutMs: number; endTime: () => Error },
): Promise<T> {
  const { signal, clock, timeoutMs, endTime } = options;
  if (!Number.isFinite(timeoutMs)) return task(signal);
  const own = new AbortController();
  const { promise: stopped, reject: stop } = Promise.withResolvers<never>();
  const giveUp = (reason: unknown): void => {
    own.abort(reason);
    stop(reason);
  };
  const onAbort = (): void => giveUp(signal.reason);
  const cancel = clock.after(timeoutMs, () => giveUp(endTime()));
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([stopped, task(own.signal)]);
  } finally {
    cancel();
    signal.removeEventListener("abort", onAbort);
  }
}

async function readAndRun(call: ToolCallEvent, tool: AnyTool, options: RunToolOptions): Promise<ToolOutcome> {
  const { signal, context, step, messages, onStart, onProgress } = options;
  const read = await readArguments(call.arguments, tool);
  if (!read.ok) return failed(call, { kind: "invalid-arguments", message: read.reason });
  // Given up while a slow schema was at work: nothing may begin any more.
  signal.throwIfAborted();
  onStart(read.input);
  const { input } = read;
  const own: ToolCallContext = { signal, context, toolCallId: call.toolCallId, step, messages };
  const output = await follow(tool, { input, call: own, onProgress });
  return { ok: true, input, output, message: answerTo(call, toContent(output)) };
}

/** A string as it is, nothing as nothing, anything else as JSON with exact big integers. */
function toContent(output: unknown): string {
  if (typeof output === "string") return output;
  return output === undefined ? "" : encodeJson(output);
}

async function follow(
  tool: AnyTool,
  { input, call, onProgress }: { input: unknown; call: ToolCallContext; onProgress: RunToolOptions["onProgress"] },
): Promise<unknown> {
  // `input` has passed the tool's own schema, which is what its type stands for.
  const returned = tool.run(input as never, call);
  if (!isGenerator(returned)) return returned;
  try {
    for (;;) {
      const step = await returned.next();
      if (step.done === true) return step.value;
      if (call.signal.aborted) return undefined;
      await onProgress(step.value);
    }
  } finally {
    await returned.return(undefined);
  }
}

function isGenerator(value: unknown): value is AsyncGenerator<unknown, unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value && "return" in value;
}

function failed(call: ToolCallEvent, error: ToolFailure): ToolOutcome {
  return { ok: false, error, message: answerTo(call, `Error: ${error.message}`) };
}

function unknownTool(name: string, tools: ReadonlyMap<string, AnyTool>): string {
  const offered = [...tools.keys()].join(", ");
  return `There is no tool "${name.slice(0, 64)}". ${offered === "" ? "No tools are available." : `Available tools: ${offered}.`}`;
}

/** It is sent to the model and paid for. */
function shorten(text: string): string {
  return text.length > maxMessage ? `${text.slice(0, maxMessage)}…` : text;
}

const maxMessage = 2000;

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
