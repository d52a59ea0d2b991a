import type { ChatCompletion, ChatMessage, Usage } from "@qwire/protocol";
import type { ReplyEvent } from "../events.ts";
import type { AnyTool, Tool } from "../tools/define-tool.ts";
import type { ToolEvent } from "../tools/tool-events.ts";
import type { RunState } from "./run-state.ts";

/** The model is asked; `step` counts from 0. */
export type StepStartEvent = { type: "step-start"; step: number };

/**
 * The reply of this step was cut inside a tool call and is asked for once more (`onTruncated: "retry"`): what it has told is
 * to be forgotten.
 */
export type StepRetryEvent = { type: "step-retry"; step: number; completion: ChatCompletion };

/** A reply and its tools are done. */
export type StepEndEvent = { type: "step-end"; step: number; completion: ChatCompletion };

/** What every end of a run tells. */
export type RunOutcome = {
  /** The last reply's text. */
  text: string;
  /** The whole conversation, to go on with: what was asked, every reply, one tool message per call. */
  messages: ChatMessage[];
  /** Every reply, in order. */
  steps: ChatCompletion[];
  /** Tokens of all steps together; `null` when the service told none. */
  usage: Usage | null;
};

/** A call that waits for a decision. */
export type PendingApproval = {
  toolCallId: string;
  name: string;
  /** The checked input the tool would be run with. */
  input: unknown;
};

/** How a run ended. */
export type RunResult<Output = undefined> =
  /** The model answered without a tool call; `output` is its answer as the schema gives it, where one was asked for. */
  | (RunOutcome & { status: "finished"; output: Output; approvals?: undefined; state?: undefined })
  /** A stop rule ended the run before that. */
  | (RunOutcome & { status: "stopped"; output?: undefined; approvals?: undefined; state?: undefined })
  /** `paused`: calls wait for a person. Go on with `resume(state, decisions, options)`, here or in another process. */
  | (RunOutcome & { status: "paused"; output?: undefined; approvals: PendingApproval[]; state: RunState });

/** The run is over: always the last event, and never after an error. */
export type RunFinishEvent<Output = undefined> = { type: "finish"; result: RunResult<Output> };

/** What `run()` yields. Tool events are typed by the tool's name. */
export type RunEvent<T extends AnyTool = Tool<string, unknown, unknown, unknown>, Output = undefined> =
  | StepStartEvent
  | StepRetryEvent
  | ReplyEvent
  | ToolEvent<T>
  | StepEndEvent
  | RunFinishEvent<Output>;
