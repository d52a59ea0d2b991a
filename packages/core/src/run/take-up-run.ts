import { loadPart } from "../load-part.ts";
import { countFailures } from "../tools/count-failures.ts";
import { decisionOf } from "./decisions.ts";
import type { Decisions } from "./decisions.ts";
import type { Round, Run } from "./run.ts";
import { checkRunState, fromStoredRequest, rejected } from "./run-state.ts";

/**
 * Takes up a run where it paused. Calls that were judged whole then are whole now; their arguments are read and checked
 * again by the tools of today.
 *
 * @throws ChatError `run_state_rejected` for what is no state, was changed, or has calls nobody has decided on.
 */
export async function takeUpRun(
  { call, settings, soFar, tools, output }: Run,
  { state: given, decisions }: { state: unknown; decisions: Decisions },
): Promise<{ run: Run; round: Round }> {
  const state = checkRunState(given);
  if (settings.stateKey !== null) {
    const { faultOfSignature } = await loadPart(() => import("./sign-run-state.ts"));
    const fault = await faultOfSignature(state, settings.stateKey);
    if (fault !== null) throw rejected(fault);
  }
  const undecided = state.waiting.filter((id) => decisionOf(decisions, id) === null);
  if (undecided.length > 0) throw rejected(`nobody has decided on ${undecided.join(", ")}`);
  const { step, usage } = state;
  const completion = state.steps.at(-1);
  if (completion === undefined) throw rejected("it has no reply whose calls could wait");

  // The same object: whoever asks for what was done so far holds it.
  soFar.messages.push(...state.messages);
  soFar.steps.push(...state.steps);
  soFar.usage = usage;
  const request = { ...fromStoredRequest(state.request), messages: [...state.messages] };
  const round: Round = {
    step,
    completion,
    calls: state.calls.map((stored) => ({ type: "tool-call", ...stored, state: "complete", choice: 0 })),
    tools,
    decisions,
    answers: new Map(state.answers.map((answer) => [answer.tool_call_id ?? "", answer])),
  };
  const failures = countFailures(state.failures);
  return { run: { call: { ...call, request }, settings, soFar, tools, output, failures }, round };
}
