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
  onProgress(progress: unknown): void;
};

/**
 * Runs one finished tool call.
 *
 * @throws only the signal's reason: whatever else goes wrong is an answer to the model.
 */
export async function runTool(call: ToolCallEvent, options: RunToolOptions): Promise<ToolOutcome> {
  const tool = options.tools.get(call.name);
  if (tool === undefined) return failed(call, { kind: "unknown-tool", message: unknownTool(call.name, options.tools) });
  const read = await readArguments(call.arguments, tool);
  if (!read.ok) return failed(call, { kind: "invalid-arguments", message: read.reason });
  options.onStart(read.input);
  try {
    const output = await withinTime(tool, read.input, { ...options, toolCallId: call.toolCallId });
    const content = typeof output === "string" ? output : (JSON.stringify(output) ?? "");
    return { ok: true, input: read.input, output, message: answer(call, content) };
  } catch (cause) {
    if (options.signal.aborted) throw options.signal.reason;
    if (cause === timeIsOver) {
      return failed(call, { kind: "timeout", message: `${tool.name} took longer than ${tool.timeoutMs} ms.` });
    }
    return failed(call, { kind: "thrown", message: `${tool.name} failed: ${messageOf(cause)}`, cause });
  }
}

const timeIsOver: unique symbol = Symbol("time is over");

/** Settles when the tool does, its time is over, or the run is given up: a tool that ignores its signal is left behind. */
async function withinTime(tool: AnyTool, input: unknown, options: RunToolOptions & { toolCallId: string }): Promise<unknown> {
  const { signal, context, toolCallId, step, messages, clock, onProgress } = options;
  const own = new AbortController();
  const { promise: stopped, reject: stop } = Promise.withResolvers<never>();
  const giveUp = (reason: unknown): void => {
    own.abort(reason);
    stop(reason);
  };
  const onAbort = (): void => giveUp(signal.reason);
  const cancel = Number.isFinite(tool.timeoutMs) ? clock.after(tool.timeoutMs, () => giveUp(timeIsOver)) : undefined;
  signal.addEventListener("abort", onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    const call: ToolCallContext = { signal: own.signal, context, toolCallId, step, messages };
    return await Promise.race([stopped, follow(tool, { input, call, onProgress })]);
  } finally {
    cancel?.();
    signal.removeEventListener("abort", onAbort);
  }
}

async function follow(
  tool: AnyTool,
  { input, call, onProgress }: { input: unknown; call: ToolCallContext; onProgress(progress: unknown): void },
): Promise<unknown> {
  // `input` has passed the tool's own schema, which is what its type stands for.
  const returned = tool.run(input as never, call);
  if (!isGenerator(returned)) return returned;
  try {
    for (;;) {
      const step = await returned.next();
      if (step.done === true) return step.value;
      if (call.signal.aborted) return undefined;
      onProgress(step.value);
    }
  } finally {
    await returned.return(undefined);
  }
}

function isGenerator(value: unknown): value is AsyncGenerator<unknown, unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value && "return" in value;
}

function failed(call: ToolCallEvent, error: ToolFailure): ToolOutcome {
  return { ok: false, error, message: answer(call, `Error: ${error.message}`) };
}

function answer({ toolCallId, name }: ToolCallEvent, content: string): ToolMessage {
  return { role: "tool", tool_call_id: toolCallId, name, content };
}

function unknownTool(name: string, tools: ReadonlyMap<string, AnyTool>): string {
  const offered = [...tools.keys()].join(", ");
  return `There is no tool "${name}". ${offered === "" ? "No tools are available." : `Available tools: ${offered}.`}`;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
