import type { ChatMessage, Tool as WireTool } from "@qwire/protocol";
import { toOwnSchema } from "./standard-schema.ts";
import type { InputSchema, OutputOf, OwnSchema } from "./standard-schema.ts";

/** What a tool is told beside its input. */
export type ToolCallContext<Context = unknown> = {
  /** Fires when the run is given up or the tool's time is over. */
  signal: AbortSignal;
  /** The run's `context` option, as it was given. Annotate it, and the run asks for one of this type. */
  context: Context;
  toolCallId: string;
  /** 0 for the first round. */
  step: number;
  /** The conversation up to and including this call. */
  messages: readonly ChatMessage[];
};

/** What a tool may give back: its output, or a generator that yields progress and returns its output. */
type ToolReturn<Output, Progress> = Output | Promise<Output> | AsyncGenerator<Progress, Output>;

/** What a tool without `input` takes. */
type NoInput = OwnSchema<Record<string, never>>;

/** How a tool is written. */
export type ToolDefinition<Name extends string, Schema extends InputSchema, Output, Progress, Context> = {
  /** Letters, digits, `_` and `-`, at most 64 characters. */
  name: Name;
  /** Tells the model when and how to use it. */
  description: string;
  /** Checks what the model sends and tells it what to send. Without it the tool takes no arguments. */
  input?: Schema;
  /** Gives the answer: a string as it is, anything else as JSON. What it throws is told to the model. */
  run: (input: OutputOf<Schema>, call: ToolCallContext<Context>) => ToolReturn<Output, Progress>;
  /** Longest it may take, in milliseconds. Default: no limit of its own. */
  timeoutMs?: number;
  /** Runs alone, with no other tool beside it. Default `false`. */
  exclusive?: boolean;
  /**
   * Whether a person has to agree before it runs; a function decides by the checked input. Then the run ends `paused`, and
   * `resume()` goes on with the decision. Default `false`.
   */
  needsApproval?: boolean | ((input: OutputOf<Schema>, call: ToolCallContext<Context>) => boolean | Promise<boolean>);
  /**
   * What the model is told when `run` throws or its time is over. What this throws ends the run, with `hook_failed`. Default:
   * the tool's name and the error's message.
   */
  onError?: (error: unknown, call: ToolCallContext<Context>) => string | Promise<string>;
};

/** A tool, ready to be offered. Make it with `defineTool`. */
export type Tool<Name extends string = string, Input = never, Output = unknown, Progress = unknown, Context = never> = {
  readonly name: Name;
  /** As the model sees it. */
  readonly wire: WireTool;
  readonly schema: OwnSchema<unknown> | null;
  readonly run: (input: Input, call: ToolCallContext<Context>) => ToolReturn<Output, Progress>;
  readonly timeoutMs: number;
  readonly isExclusive: boolean;
  /** `null`: never. */
  readonly needsApproval: ((input: Input, call: ToolCallContext<Context>) => boolean | Promise<boolean>) | null;
  readonly onError: ((error: unknown, call: ToolCallContext<Context>) => string | Promise<string>) | null;
};

/** Any tool at all. */
export type AnyTool = Tool<string, never, unknown, unknown, never>;

/** What the tools of a run want as its `context`, all of them together. */
export type ContextOf<T extends AnyTool> = (
  T extends { readonly run: (input: never, call: ToolCallContext<infer Context>) => unknown }
    ? (context: Context) => void
    : never
) extends (context: infer Together) => void
  ? Together
  : never;

/**
 * Defines a tool for `run()`.
 *
 * @throws TypeError when the name is not one the service takes, or the schema does not tell its JSON Schema.
 */
export function defineTool<
  const Name extends string,
  Output,
  Schema extends InputSchema = NoInput,
  Progress = never,
  Context = unknown,
>(
  definition: ToolDefinition<Name, Schema, Output, Progress, Context>,
): Tool<Name, OutputOf<Schema>, Output, Progress, Context> {
  const { name, description, input, run, needsApproval = false, onError = null } = definition;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(name)) {
    throw new TypeError(`Tool name "${name}" must be 1 to 64 letters, digits, _ or -.`);
  }
  const schema = input === undefined ? null : toOwnSchema(input);
  return {
    name,
    wire: { type: "function", function: { name, description, parameters: schema?.jsonSchema ?? {} } },
    schema,
    run,
    timeoutMs: definition.timeoutMs ?? Number.POSITIVE_INFINITY,
    isExclusive: definition.exclusive ?? false,
    needsApproval: typeof needsApproval === "function" ? needsApproval : needsApproval ? () => true : null,
    onError,
  };
}
