import type { ChatCompletion, ToolMessage } from "@qwire/protocol";
import type { RunSoFar } from "../chat-error.ts";
import type { ToolCallEvent } from "../events.ts";
import type { FailureCount } from "../tools/count-failures.ts";
import type { AnyTool } from "../tools/define-tool.ts";
import type { WaitingCall } from "../tools/find-approvals.ts";
import type { ChatCall } from "../chat/chat-call.ts";
import type { RunOutput } from "../output/run-output.ts";
import type { Parts } from "./chain-batches.ts";
import type { Decisions } from "./decisions.ts";
import type { RunEvent } from "./run-events.ts";
import type { RunSettings } from "./run-options.ts";

/** A run under way. */
export type Run = {
  call: ChatCall;
  settings: RunSettings;
  /** Kept up to date, so that it can be told whenever the run ends. */
  soFar: RunSoFar;
  failures: FailureCount;
  /** All tools of the run, by name. */
  tools: ReadonlyMap<string, AnyTool>;
  /** Asks for JSON and reads it, where that is wanted. */
  output: RunOutput | null;
};

/** How it ended. */
export type RunEnd =
  | { status: "finished" | "stopped" }
  | { status: "paused"; round: Round; waiting: readonly WaitingCall[] };

/** What a run does next: it tells events, lets a source tell them, or waits. */
export type RunParts<Return> = Parts<RunEvent, Return>;

/** The calls of one reply, and what has become of them. */
export type Round = {
  step: number;
  completion: ChatCompletion;
  calls: readonly ToolCallEvent[];
  /** The tools on offer in this step. */
  tools: ReadonlyMap<string, AnyTool>;
  /** What was decided for the calls without an answer; `null` before anybody was asked. */
  decisions: Decisions | null;
  /** By the id of the call. */
  answers: Map<string, ToolMessage>;
};
