import { loadPart } from "../load-part.ts";
import type { PendingApproval } from "./run-events.ts";
import type { Run, RunEnd } from "./run.ts";
import { toStoredRequest } from "./run-state.ts";
import type { RunState } from "./run-state.ts";

/** What a run that pauses leaves behind: who is asked for what, and how to go on. */
export async function pauseRun(
  { call, settings, soFar, failures }: Run,
  { round, waiting }: Extract<RunEnd, { status: "paused" }>,
): Promise<{ approvals: PendingApproval[]; state: RunState }> {
  const { step, calls, answers } = round;
  const approvals = waiting.map(({ call: { toolCallId, name }, input }) => ({ toolCallId, name, input }));
  const state: RunState = {
    format: "qwire-run",
    version: 1,
    request: toStoredRequest(call.request),
    // Behind the reply stand the answers of this round: they are made anew when all are there.
    messages: soFar.messages.slice(0, -calls.length),
    steps: [...soFar.steps],
    usage: soFar.usage,
    step,
    calls: calls.map(({ toolCallId, name, arguments: text }) => ({ toolCallId, name, arguments: text })),
    waiting: approvals.map(({ toolCallId }) => toolCallId),
    answers: [...answers.values()],
    failures: failures.entries(),
  };
  if (settings.stateKey === null) return { approvals, state };
  const { signRunState } = await loadPart(() => import("./sign-run-state.ts"));
  return { approvals, state: await signRunState(state, settings.stateKey) };
}
