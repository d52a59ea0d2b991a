import { encodeJson } from "@qwire/protocol/client";
import type { ToolMessage } from "@qwire/protocol";
import { ChatError, isChatError } from "../chat-error.ts";
import type { ToolCallEvent } from "../events.ts";
import type { Clock } from "../wait.ts";
import type { AnyTool, ToolCallContext } from "./define-tool.ts";
import { readArguments } from "./read-arguments.ts";
import type { ReadArguments } from "./read-arguments.ts";
import { shortenBytes } from "./shorten-bytes.ts";
import type { ArgumentIssue } from "./tell-issue.ts";

/** How one call ended. Every end is an answer to the model. */
export type ToolOutcome = ({ ok: true; output: unknown; input: unknown } | { ok: false; error: ToolFailure }) & {
  message: ToolMessage;
};

/** Why a call has no output. */
export type ToolFailure = {
  /** `truncated`: the reply ended inside the arguments; `refused`: a person said no. */
  kind: "unknown-tool" | "invalid-arguments" | "timeout" | "thrown" | "truncated" | "refused";
  /** What the model is told. */
  message: string;
  /** What a schema found wrong, where `kind` is `invalid-arguments`. */
  issues?: readonly ArgumentIssue[];
  /** What the tool threw. */
  cause?: unknown;
};

/** A call whose arguments could not be read. */
export type BrokenCall = {
  name: string;
  toolCallId: string;
  /** The model's own text. */
  arguments: string;
  /** What is wrong with it, as the model would be told. */
  reason: string;
  signal: AbortSignal;
};

/** Mends the arguments of a call: gives JSON text to be read instead, or `null` to tell the model what is wrong. */
export type RepairArguments = (call: BrokenCall) => string | null | Promise<string | null>;

/** What a call needs besides itself. */
export type RunToolOptions = Omit<ToolCallContext, "toolCallId"> & {
  tools: ReadonlyMap<string, AnyTool>;
  clock: Clock;
  repair: RepairArguments | null;
  onStart(input: unknown): void;
  /** May be waited for before the next. */
  onProgress(progress: unknown): void | Promise<void>;
};

/**
 * Runs one finished tool call; at once where its schema and the tool itself are.
 *
 * @throws the signal's reason, and ChatError `hook_failed` where the tool's `onError` throws: whatever else goes wrong is an
 *   answer to the model.
 */
export function runTool(call: ToolCallEvent, options: RunToolOptions): ToolOutcome | Promise<ToolOutcome> {
  const { signal } = options;
  const tool = options.tools.get(call.name);
  if (tool === undefined) return failed(call, { kind: "unknown-tool", message: unknownTool(call.name, options.tools) });
  if (call.state === "truncated") return failed(call, { kind: "truncated", message: cutOff });
  let timeIsOver: Error | null = null;
  const endTime = (): Error => (timeIsOver = new Error(`${tool.name} took longer than ${tool.timeoutMs} ms.`));
  const inTime = (): Promise<ToolOutcome> =>
    withinTime((own) => readAndRun(call, tool, { ...options, signal: own }), {
      ...options,
      timeoutMs: tool.timeoutMs,
      endTime,
    });
  const fail = (cause: unknown): ToolOutcome | Promise<ToolOutcome> => {
    if (signal.aborted) throw signal.reason;
    const kind = cause === timeIsOver ? "timeout" : "thrown";
    const tell = (words: string): ToolOutcome => failed(call, { kind, message: shortenBytes(words), cause });
    if (tool.onError !== null) return tellFailure(cause, tool.onError, contextOf(call, options)).then(tell);
    return tell(kind === "timeout" ? messageOf(cause) : `${tool.name} failed: ${messageOf(cause)}`);
  };
  try {
    signal.throwIfAborted();
    // Without a time limit it has the run's own signal, and `runTools` leaves it behind.
    const ran = Number.isFinite(tool.timeoutMs) ? inTime() : readAndRun(call, tool, options);
    return ran instanceof Promise ? ran.catch(fail) : ran;
  } catch (cause) {
    return fail(cause);
  }
}

/** The answer to a call, as the model reads it. */
export function answerTo(
  { toolCallId, name }: Pick<ToolCallEvent, "toolCallId" | "name">,
  content: string,
): ToolMessage {
  return { role: "tool", tool_call_id: toolCallId, name, content };
}

/** The end of a call that has no output. */
export function failed(call: ToolCallEvent, error: ToolFailure): ToolOutcome {
  return { ok: false, error, message: answerTo(call, `Error: ${error.message}`) };
}

/**
 * The arguments of a call, mended where they cannot be read and somebody knows how.
 *
 * @returns what is wrong with the model's own text, where mending did not help.
 */
export function readCall(
  call: ToolCallEvent,
  tool: AnyTool,
  { repair, signal }: Pick<RunToolOptions, "repair" | "signal">,
): ReadArguments | Promise<ReadArguments> {
  const reading = readArguments(call.arguments, tool);
  return repair === null ? reading : mended(reading, { call, tool, repair, signal });
}

async function mended(
  reading: ReadArguments | Promise<ReadArguments>,
  options: { call: ToolCallEvent; tool: AnyTool; repair: RepairArguments; signal: AbortSignal },
): Promise<ReadArguments> {
  const { call, tool, repair, signal } = options;
  const read = await reading;
  if (read.ok) return read;
  const { name, toolCallId, arguments: given } = call;
  const text = await repair({ name, toolCallId, arguments: given, reason: read.reason, signal });
  if (text === null) return read;
  const again = await readArguments(text, tool);
  return again.ok ? again : read;
}

/** What a tool is told of its call. */
export function contextOf(call: ToolCallEvent, options: Omit<ToolCallContext, "toolCallId">): ToolCallContext<never> {
  const { signal, context, step, messages } = options;
  // A boundary: `run()` asks its caller for the context its tools want.
  return { signal, context: context as never, toolCallId: call.toolCallId, step, messages };
}

/** Settles when the task does, its time is over, or the run is given up: a tool that ignores its signal is left behind. */
async function withinTime<T>(
  task: (signal: AbortSignal) => T | Promise<T>,
  options: { signal: AbortSignal; clock: Clock; timeoutMs: number; endTime: () => Error },
): Promise<T> {
  const { signal, clock, timeoutMs, endTime } = options;
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

function readAndRun(call: ToolCallEvent, tool: AnyTool, options: RunToolOptions): ToolOutcome | Promise<ToolOutcome> {
  const { signal, onStart, onProgress } = options;
  const run = (read: ReadArguments): ToolOutcome | Promise<ToolOutcome> => {
    if (!read.ok) return failed(call, { kind: "invalid-arguments", message: read.reason, issues: read.issues });
    // Given up while a slow schema was at work: nothing may begin any more.
    signal.throwIfAborted();
    const { input } = read;
    onStart(input);
    // `input` has passed the tool's own schema, which is what its type stands for.
    const returned = tool.run(input as never, contextOf(call, options));
    if (typeof returned === "string") return succeeded(call, input, returned);
    return outputOf(returned, { signal, onProgress }).then((output) => succeeded(call, input, output));
  };
  const reading = readCall(call, tool, options);
  return reading instanceof Promise ? reading.then(run) : run(reading);
}

function succeeded(call: ToolCallEvent, input: unknown, output: unknown): ToolOutcome {
  return { ok: true, input, output, message: answerTo(call, toContent(output)) };
}

/**
 * The same text. Engines keep one that was made by `+` or a template as its parts until somebody reads it, and JSON takes
 * twice as long for a history that holds such a text: so it is read here, once.
 */
function inOnePiece(text: string): string {
  return /(?:)/.test(text) ? text : "";
}

/** A string as it is, nothing as nothing, anything else as JSON with exact big integers. */
function toContent(output: unknown): string {
  if (typeof output === "string") return inOnePiece(output);
  return output === undefined ? "" : encodeJson(output);
}

/** What a tool gives back in the end; the progress of a generator is told on the way. */
async function outputOf(
  running: unknown,
  { signal, onProgress }: Pick<RunToolOptions, "signal" | "onProgress">,
): Promise<unknown> {
  if (!isGenerator(running)) return running;
  try {
    for (;;) {
      const step = await running.next();
      if (step.done === true) return step.value;
      if (signal.aborted) return undefined;
      await onProgress(step.value);
    }
  } finally {
    await running.return(undefined);
  }
}

function isGenerator(value: unknown): value is AsyncGenerator<unknown, unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value && "return" in value;
}

const cutOff =
  "The reply ended inside the arguments of this call, and nothing was run. Send the call again, with shorter arguments or " +
  "in several calls.";

async function tellFailure(
  cause: unknown,
  onError: NonNullable<AnyTool["onError"]>,
  call: ToolCallContext<never>,
): Promise<string> {
  try {
    return await onError(cause, call);
  } catch (thrown) {
    throw isChatError(thrown) ? thrown : new ChatError("hook_failed", { cause: thrown });
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function unknownTool(name: string, tools: ReadonlyMap<string, AnyTool>): string {
  const offered = [...tools.keys()].join(", ");
  return `There is no tool "${name.slice(0, 64)}". ${offered === "" ? "No tools are available." : `Available tools: ${offered}.`}`;
}
