import type { ChatRequest } from "@qwire/protocol";
import type { Engine, Turn } from "../../emulator/engine.ts";
import type { Step } from "../../emulator/step.ts";
import { unreachableCode } from "../upstream/upstream-failures.ts";
import { recordingName, writeRecording } from "./recording.ts";
import type { TimedStep } from "./recording.ts";
import type { Tape } from "./tape.ts";

/**
 * Keeps what an engine answers, with the times, one file for each exchange: the request and the steps, no headers and no
 * keys. A reply the client left, and an upstream that could not be reached, are not kept.
 *
 * @example record(upstream({ baseURL, apiKey, as: "frames" }), folderTape("test/tape"))
 */
export function record(engine: Engine, tape: Tape): Engine {
  return async function* (request, turn): AsyncGenerator<Step, void> {
    const begunAt = turn.now();
    const steps: TimedStep[] = [];
    const answered = await engine(request, turn);
    for await (const step of typeof answered === "string" ? [{ say: answered }] : answered) {
      // Waiting shows in the time of what comes after it.
      if (!("wait" in step)) steps.push({ atMs: Math.round(turn.now() - begunAt), step });
      // Nothing more is asked for behind an end.
      if (isEnd(step, request)) await keep(tape, { request, turn, steps });
      yield step;
      if (isEnd(step, request)) return;
    }
    await keep(tape, { request, turn, steps });
  };
}

type Kept = { request: ChatRequest; turn: Turn; steps: readonly TimedStep[] };

async function keep(tape: Tape, { request, turn, steps }: Kept): Promise<void> {
  if (turn.signal.aborted || steps.some(({ step }) => isUnreachable(step))) return;
  const { key, choice } = turn;
  const kept = turn.remember(tape, () => new Map<string, number>());
  // Counted by themselves: a request that came and was not kept leaves no gap.
  const before = kept.get(`${key}/${choice}`) ?? 0;
  kept.set(`${key}/${choice}`, before + 1);
  await tape.write(recordingName(request, { key, choice, before }), writeRecording({ request, steps }));
}

/** In a plain reply a frame is the whole of it. */
function isEnd(step: Step, { stream }: ChatRequest): boolean {
  if ("frame" in step) return stream !== true && step.frame !== null;
  return "stop" in step || "fail" in step || "cut" in step;
}

function isUnreachable(step: Step): boolean {
  return "fail" in step && typeof step.fail === "object" && step.fail.code === unreachableCode;
}
