import type { ChatRequest } from "@qwire/protocol";
import type { Engine, Turn } from "../../emulator/engine.ts";
import { stableText } from "../../emulator/stable-text.ts";
import type { Step } from "../../emulator/step.ts";
import { findNearest } from "./find-nearest.ts";
import { readRecording, recordingName, recordingNames } from "./recording.ts";
import type { Recording } from "./recording.ts";
import type { Tape } from "./tape.ts";

export type ReplayOptions = {
  /** How many times as fast as it was recorded: 1 is the same pace. Default `Infinity`: at once. */
  speed?: number;
  /** Answers what was never recorded. Default: a 404 that names the nearest recording and where it differs. */
  otherwise?: Engine;
};

/**
 * Answers from recordings. The whole request must be equal, the order of its keys apart; a request that comes again gets
 * what was recorded the next time, and at last the last of these again.
 *
 * @throws TypeError on a speed that is none
 * @example createEmulator({ engine: replay(folderTape("test/tape")), models: "any" })
 */
export function replay(tape: Tape, { speed = Infinity, otherwise }: ReplayOptions = {}): Engine {
  if (!(speed > 0)) throw new TypeError(`speed is a number above 0, not ${speed}.`);
  return async function* (request, turn): AsyncGenerator<Step, void> {
    const found = await findRecording(tape, request, turn);
    if (found !== null) return yield* played(found, speed);
    if (otherwise === undefined) return yield await missed(tape, request);
    const steps = await otherwise(request, turn);
    yield* typeof steps === "string" ? [{ say: steps }] : steps;
  };
}

function* played({ steps }: Recording, speed: number): Generator<Step, void> {
  let playedMs = 0;
  for (const { atMs, step } of steps) {
    const waitMs = (atMs - playedMs) / speed;
    if (waitMs > 0) yield { wait: waitMs };
    playedMs = atMs;
    yield step;
  }
}

/** The recording of this request, as often as it has come; or the last one before. */
async function findRecording(tape: Tape, request: ChatRequest, turn: Turn): Promise<Recording | null> {
  const { key, choice, seen } = turn;
  // The first time is the most frequent, and needs no look at all names.
  const first = seen === 0 ? await readEqual(tape, recordingName(request, { key, choice, before: 0 }), request) : null;
  if (first !== null) return first;
  const names = await recordingNames(tape, request, turn);
  for (let at = Math.min(seen, names.length - 1); at >= 0; at--) {
    const recording = await readEqual(tape, names[at] ?? "", request);
    if (recording !== null) return recording;
  }
  return null;
}

/** The recording under a name if it is of this request: the name holds a hash only, and files can be changed by hand. */
async function readEqual(tape: Tape, name: string, request: ChatRequest): Promise<Recording | null> {
  const recording = await readRecording(tape, name);
  return recording !== null && stableText(recording.request) === stableText(request) ? recording : null;
}

async function missed(tape: Tape, request: ChatRequest): Promise<Step> {
  const nearest = await findNearest(tape, request);
  const hint =
    nearest === null
      ? "The tape is empty."
      : `The nearest is ${nearest.file}, which differs at ${nearest.paths.join(", ")}.`;
  const message = `No recording of this request. ${hint}`;
  return { fail: { status: 404, code: "recording_not_found", message, type: "replay_error" } };
}
