import type { ChatCompletion } from "@qwire/protocol";
import { ChatError, isChatError } from "../chat-error.ts";
import type { RunSoFar } from "../chat-error.ts";
import { loadPart } from "../load-part.ts";
import { readToolSection } from "../stream/read-tool-section.ts";
import { answerTo } from "../tools/run-tool.ts";
import { addUsage } from "./add-usage.ts";
import { answerCalls } from "./answer-calls.ts";
import { askModel, knownOf } from "./ask-model.ts";
import { waitFor } from "./chain-batches.ts";
import type { CallRecovery } from "./create-call-recovery.ts";
import type { AskedReply } from "./ask-model.ts";
import type { RunSettings } from "./run-options.ts";
import type { Round, Run, RunEnd, RunParts } from "./run.ts";
import { prepareRequest } from "./step-request.ts";

/** How often a reply is asked for again that was cut inside a call. */
const mostRetries = 2;

/**
 * Asks the model, runs the tools it asks for, tells it their answers, and so on until it answers without a call, a stop rule
 * says so or a call waits for a person.
 *
 * @param begun a round whose decisions have come: it is finished first.
 * @throws ChatError; no tool has run on arguments that were cut.
 */
export function* runChat(run: Run, begun: Round | null): RunParts<RunEnd> {
  const { settings, soFar } = run;
  let round = begun;
  for (let step = begun?.step ?? 0; ; step += 1) {
    const { completion, calls, tools } = round ?? (yield* askOnce(run, step));
    if (calls.length > 0) {
      round ??= { step, completion, calls, tools, decisions: null, answers: new Map() };
      const waiting = yield* answerCalls(run, round);
      if (waiting.length > 0) return { status: "paused", round, waiting };
    }
    round = null;
    yield [{ type: "step-end", step, completion }];
    if (calls.length === 0) return { status: "finished" };
    if (stops(settings, soFar)) return { status: "stopped" };
  }
}

/** One reply, asked for again where it was cut inside a call and that is wanted. */
function* askOnce(run: Run, step: number): RunParts<AskedReply & Pick<Round, "tools">> {
  const { call, settings, soFar } = run;
  yield [{ type: "step-start", step }];
  for (let retries = 0; ; retries += 1) {
    const { request, tools } = yield* prepareRequest({ ...run, step });
    const recovery = settings.recoverToolCalls ? yield* recoverCallsOf(tools) : null;
    const watch = call.watch?.part(step) ?? null;
    const asking = askModel({ ...call, request, watch, control: call.control.lent() }, recovery);
    yield asking.events;
    const reply = asking.reply();
    const { completion, calls } = reply;
    soFar.usage = addUsage(soFar.usage, completion.usage ?? null);
    if (calls.some(({ state }) => state === "truncated") && settings.onTruncated !== "feedback") {
      const mayRetry = settings.onTruncated === "retry" && retries < mostRetries;
      if (!mayRetry) throw new ChatError("tool_call_truncated", knownOf(completion));
      yield [{ type: "step-retry", step, completion }];
      continue;
    }
    keep(soFar, completion);
    if (calls.some(run.failures.isSpent)) {
      soFar.messages.push(...calls.map((one) => answerTo(one, notRunAgain)));
      throw new ChatError("tool_call_repeated", knownOf(completion));
    }
    return { ...reply, tools };
  }
}

function* recoverCallsOf(tools: Round["tools"]): RunParts<CallRecovery> {
  const { createCallRecovery } = yield* waitFor(loadPart(() => import("./create-call-recovery.ts")));
  return createCallRecovery(tools, readToolSection);
}

const notRunAgain = "Error: the run ended before this call, because the same failing call came again.";

function keep(soFar: RunSoFar, completion: ChatCompletion): void {
  soFar.steps.push(completion);
  const message = completion.choices[0]?.message;
  if (message !== undefined) soFar.messages.push(message);
}

function stops({ stopWhen }: RunSettings, { steps, usage }: RunSoFar): boolean {
  try {
    return stopWhen({ steps, usage });
  } catch (cause) {
    throw isChatError(cause) ? cause : new ChatError("hook_failed", { cause });
  }
}
