import type { ToolCallEvent } from "../events.ts";
import { findApprovals } from "../tools/find-approvals.ts";
import type { WaitingCall } from "../tools/find-approvals.ts";
import { answerTo, failed } from "../tools/run-tool.ts";
import type { ToolOutcome } from "../tools/run-tool.ts";
import { runTools } from "../tools/run-tools.ts";
import { waitFor } from "./chain-batches.ts";
import { decisionOf } from "./decisions.ts";
import type { Decisions } from "./decisions.ts";
import type { Round, Run, RunParts } from "./run.ts";
import type { RunEvent } from "./run-events.ts";

/**
 * Runs the calls of a round that may be run, and puts one answer per call behind them, whatever happens on the way. Returns
 * those that wait for a person.
 */
export function* answerCalls(run: Run, round: Round): RunParts<readonly WaitingCall[]> {
  const { call, settings, soFar, failures } = run;
  const { step, calls, tools, answers } = round;
  const told = {
    tools,
    signal: call.control.signal(),
    step,
    context: settings.context,
    messages: [...soFar.messages],
    repair: settings.repair,
  };
  let waiting: readonly WaitingCall[] = [];
  try {
    const unanswered = calls.filter(({ toolCallId }) => !answers.has(toolCallId));
    if (round.decisions === null && unanswered.some(({ name }) => tools.get(name)?.needsApproval)) {
      waiting = yield* waitFor(call.control.orAbort(findApprovals(unanswered, told)));
      if (waiting.length > 0) yield waiting.map((one) => toApprovalEvent(one, step));
    }
    const runnable = unanswered.filter((one) => !waiting.some((other) => other.call === one));
    if (runnable.length > 0) {
      yield runTools(runnable, {
        ...told,
        clock: call.control.clock,
        concurrency: call.request.parallel_tool_calls === false ? 1 : settings.toolConcurrency,
        settled: refusals(runnable, round.decisions),
        onBegin: (one) => call.watch?.toolBegin(one, step),
        onOutcome(one, outcome) {
          call.watch?.toolEnd(one, outcome);
          answers.set(one.toolCallId, outcome.message);
          failures.count(one, outcome.ok);
        },
      });
    }
    return waiting;
  } finally {
    const givenUp = waiting.length > 0 ? stillWaiting : unfinished;
    soFar.messages.push(...calls.map((one) => answers.get(one.toolCallId) ?? answerTo(one, givenUp)));
  }
}

const unfinished = "Error: the run was given up before this tool ended.";
const stillWaiting = "Error: this call waits for a person's decision and has not run.";

function toApprovalEvent({ call: { toolCallId, name }, input }: WaitingCall, step: number): RunEvent {
  return { type: "tool-approval", toolCallId, name, step, input };
}

/** The ends of the calls a person has said no to. */
function refusals(calls: readonly ToolCallEvent[], decisions: Decisions | null): Map<string, ToolOutcome> {
  if (decisions === null) return new Map();
  return new Map(
    calls.flatMap((call) => {
      const decision = decisionOf(decisions, call.toolCallId);
      if (decision === null || decision.approve) return [];
      const message = `The user refused this call${decision.reason === "" ? "" : `: ${decision.reason}`}. Do not ask for it again.`;
      return [[call.toolCallId, failed(call, { kind: "refused", message })] as const];
    }),
  );
}
