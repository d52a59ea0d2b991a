import { nobody } from "../batch-source.ts";
import type { BatchSource, Receiver } from "../batch-source.ts";
import { ChatError, isChatError, withKnown } from "../chat-error.ts";
import type { RunSoFar } from "../chat-error.ts";
import { countFailures } from "../tools/count-failures.ts";
import { chainBatches, waitFor } from "./chain-batches.ts";
import type { ChatCall } from "../chat/chat-call.ts";
import type { Outcome } from "../chat/create-reading.ts";
import type { Decisions } from "./decisions.ts";
import type { OutputSettings } from "../output/output-options.ts";
import type { RunOutput } from "../output/run-output.ts";
import { pauseRun } from "./pause-run.ts";
import { runChat } from "./run-chat.ts";
import { byName } from "./step-request.ts";
import type { Run, RunEnd, RunParts } from "./run.ts";
import type { RunEvent, RunOutcome, RunResult } from "./run-events.ts";
import type { RunSettings } from "./run-options.ts";
import { takeUpRun } from "./take-up-run.ts";

/** What a run begins with: a request, or the state of one that paused and what was decided since. */
export type RunStart = {
  call: ChatCall;
  settings: RunSettings;
  paused: { state: unknown; decisions: Decisions } | null;
};

/**
 * The events of a run, which begins at the first pull. Failures are ChatErrors with what was finished as their `run`.
 *
 * @param outcome is told the result, the error, or `aborted` when it was left early.
 */
export function startRun({ call, settings, paused }: RunStart, outcome: Outcome<RunResult>): BatchSource<RunEvent> {
  const soFar: RunSoFar = { messages: [...call.request.messages], steps: [], usage: null };
  const tools = byName(settings.tools);
  const begun: Run = { call, settings, soFar, failures: countFailures(), tools, output: null };
  let isOver = false;
  let to: Receiver<readonly RunEvent[], unknown> = nobody;

  const toFinish = async ({ run, end }: Ended): Promise<RunEvent[]> => {
    const text = soFar.steps.at(-1)?.choices[0]?.message.content ?? "";
    const told = { text, ...soFar };
    const result =
      end.status === "paused"
        ? { status: "paused" as const, ...told, ...(await pauseRun(run, end)) }
        : await toResult(run, end.status, told);
    release();
    call.watch?.end({ result });
    outcome.resolve(result);
    return [{ type: "finish", result }];
  };
  const release = (): void => {
    isOver = true;
    call.control.dispose();
  };
  const events = chainBatches(begin(begun, paused), toFinish);
  const receiver: Receiver<readonly RunEvent[], unknown> = {
    take: (batch) => to.take(batch),
    end: () => to.end(),
    fail(error) {
      const told = isChatError(error) ? withKnown(error, { run: soFar }) : error;
      // Whatever still runs is not wanted any more.
      if (!isOver) call.control.abort(isChatError(told) ? told : new ChatError("aborted", { cause: error }));
      release();
      call.watch?.end({ error: told });
      outcome.reject(told);
      return to.fail(told);
    },
  };

  return {
    pull<R>(given: Receiver<readonly RunEvent[], R>): Promise<R> {
      to = given;
      // A boundary: what comes out is what this receiver makes.
      return events.pull(receiver) as Promise<R>;
    },
    async leave() {
      if (isOver) return;
      const left = new ChatError("aborted", { run: soFar });
      call.control.abort(left);
      await events.leave();
      release();
      call.watch?.end({ error: left });
      outcome.reject(left);
    },
  };
}

/** How a run ended, as it was taken up: what pauses again keeps the request it paused with before. */
type Ended = { run: Run; end: RunEnd };

async function toResult({ output, soFar }: Run, status: "finished" | "stopped", told: RunOutcome): Promise<RunResult> {
  const last = soFar.steps.at(-1);
  if (status === "stopped") return { status, ...told };
  if (output === null || last === undefined) return { status, ...told } as RunResult;
  // A boundary: whoever asked knows its type.
  return { status, ...told, output: (await output.read(last)) as undefined };
}

function* begin(run: Run, paused: RunStart["paused"]): RunParts<Ended> {
  run.call.control.begin();
  run.call.control.throwIfGivenUp();
  const { output } = run.settings;
  if (output !== null) run.output = yield* waitFor(loadOutput(output));
  const { run: taken, round } = paused === null ? { run, round: null } : yield* waitFor(takeUpRun(run, paused));
  run.call.watch?.begin(taken.call.request);
  return { run: taken, end: yield* runChat(taken, round) };
}

/** Loaded when it is wanted: most runs end in a text. */
async function loadOutput(settings: OutputSettings): Promise<RunOutput> {
  return (await import("../output/run-output.ts")).createRunOutput(settings);
}
