import type { ChatCompletion, ChatMessage, ChatRequest, Usage } from "@qwire/protocol";
import type { AnyTool, ContextOf } from "../tools/define-tool.ts";
import type { RepairArguments } from "../tools/run-tool.ts";
import type { CallOptions } from "../chat/chat-call.ts";
import { toOutputSettings } from "../output/output-options.ts";
import type { OutputOptions, OutputSettings } from "../output/output-options.ts";
import { afterSteps } from "./stop-rules.ts";
import type { StopRule } from "./stop-rules.ts";

/** A request to `run()`, whose tools are in its options, and which goes on with one answer. */
export type RunRequest = Omit<ChatRequest, "stream" | "tools" | "n">;

/** How one run behaves. Never on the wire. */
export type RunOptions<Tools extends readonly AnyTool[]> = CallOptions & {
  /** The tools on offer, made with `defineTool`. */
  tools: Tools;
  /** Ends the run before the model does: `afterTool(name)`, `any(afterSteps(8), afterTokens(20_000))`. Default `afterSteps(10)`. */
  stopWhen?: StopRule;
  /** Most tools at work at the same time; one when `parallel_tool_calls` is `false`. Default 5. */
  toolConcurrency?: number;
  /** Changes what the next step asks; the run's own request and messages stay as they are. */
  prepareStep?: PrepareStep<Tools[number]["name"]>;
  /**
   * What becomes of a reply that ends inside the arguments of a call. The call is never run.
   *
   * - `throw`, the default: the run fails with `tool_call_truncated`.
   * - `feedback`: the model is told, and the other calls of the reply are run.
   * - `retry`: the reply is thrown away and asked for again, twice at most.
   */
  onTruncated?: "throw" | "feedback" | "retry";
  /** Mends arguments that are no JSON or do not fit; never those of a reply that was cut. */
  repairArguments?: RepairArguments;
  /** Takes `<tool_call>` sections that a model has written into its answer as the calls they are. Default `false`. */
  recoverToolCalls?: boolean;
  /** Signs the state of a run that pauses, and refuses a state without this signature. Any text nobody can guess. */
  stateKey?: string;
} & ContextOption<ContextOf<Tools[number]>>;

/** Asked for where a tool wants one: the annotation of its `run` says so. */
type ContextOption<Context> = unknown extends Context
  ? { /** Handed to every tool as it is. */ context?: unknown }
  : [Context] extends [never]
    ? { /** Handed to every tool as it is. */ context?: unknown }
    : { /** Handed to every tool as it is. */ context: Context };

/** What is known before a step. */
export type StepSoFar = {
  /** 0 for the first. */
  step: number;
  /** The conversation up to here. */
  messages: readonly ChatMessage[];
  /** The replies so far. */
  steps: readonly ChatCompletion[];
  usage: Usage | null;
};

/** What one step does otherwise. */
export type StepChanges<Name extends string> = {
  /** Fields of the request, for this step alone: another `model`, a `tool_choice`, `messages` that were shortened. */
  request?: Partial<RunRequest>;
  /** Which of the run's tools are on offer in this step. */
  tools?: readonly Name[];
};

/** Says before each step what it does otherwise. What it throws ends the run. */
export type PrepareStep<Name extends string = string> = (
  soFar: StepSoFar,
) => StepChanges<Name> | undefined | Promise<StepChanges<Name> | undefined>;

/** What a run needs besides its call, every choice made. */
export type RunSettings = {
  tools: readonly AnyTool[];
  stopWhen: StopRule;
  toolConcurrency: number;
  context: unknown;
  prepareStep: PrepareStep | null;
  onTruncated: "throw" | "feedback" | "retry";
  repair: RepairArguments | null;
  recoverToolCalls: boolean;
  stateKey: string | null;
  /** What the last answer is to be; `null`: any text. */
  output: OutputSettings | null;
};

/** Fills in what a run was not told. */
export function toRunSettings<const Tools extends readonly AnyTool[]>(
  options: RunOptions<Tools> & Partial<OutputOptions>,
): RunSettings & { tools: Tools } {
  const { output, outputName, outputMode } = options;
  const { tools, stopWhen = afterSteps(10), toolConcurrency = 5, context, stateKey = null } = options;
  return {
    tools,
    stopWhen,
    toolConcurrency,
    context,
    // A boundary: it is typed by the names of the tools, and only these are asked for.
    prepareStep: (options.prepareStep as PrepareStep | undefined) ?? null,
    onTruncated: options.onTruncated ?? "throw",
    repair: options.repairArguments ?? null,
    recoverToolCalls: options.recoverToolCalls ?? false,
    stateKey,
    output: output === undefined ? null : toOutputSettings({ output, outputName, outputMode }),
  };
}

/** Those options that every call has. */
export function toCallOptions(options: CallOptions): CallOptions {
  const { signal, timeouts, retry, preflight, onWarning, observe, middleware, limiter, streamTools, limits } = options;
  return { signal, timeouts, retry, preflight, onWarning, observe, middleware, limiter, streamTools, limits };
}
