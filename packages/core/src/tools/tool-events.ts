import type { AnyTool, Tool } from "./define-tool.ts";
import type { ToolFailure } from "./run-tool.ts";

/** Which call of which round an event is about. */
type InRun<Name extends string> = { toolCallId: string; name: Name; step: number };

/** A tool begins, with checked input. */
type ToolStartEvent<Name extends string, Input> = { type: "tool-start"; input: Input } & InRun<Name>;

/** A tool that is a generator has yielded. */
type ToolProgressEvent<Name extends string, Progress> = { type: "tool-progress"; progress: Progress } & InRun<Name>;

/** A tool has given its output; told in the order the model asked. */
type ToolResultEvent<Name extends string, Input, Output> = {
  type: "tool-result";
  input: Input;
  output: Output;
} & InRun<Name>;

/** A call waits for a person's decision; the run ends `paused` once the other calls of its round have ended. */
type ToolApprovalEvent<Name extends string, Input> = { type: "tool-approval"; input: Input } & InRun<Name>;

/** A call has no output; the model was told why, and the chat goes on. */
export type ToolErrorEvent = { type: "tool-error"; error: ToolFailure } & InRun<string>;

/** What the tools of a run tell. Input, progress and output are typed by the tool's name. */
export type ToolEvent<T extends AnyTool = Tool<string, unknown, unknown, unknown>> = ToolErrorEvent | TypedToolEvent<T>;

type TypedToolEvent<T> =
  T extends Tool<infer Name, infer Input, infer Output, infer Progress>
    ?
        | ToolStartEvent<Name, Known<Input>>
        | ToolProgressEvent<Name, Progress>
        | ToolResultEvent<Name, Known<Input>, Awaited<Output>>
        | ToolApprovalEvent<Name, Known<Input>>
    : never;

/** Of tools kept in one list the inputs are not known, which TypeScript infers as `never`. */
type Known<Input> = [Input] extends [never] ? unknown : Input;
