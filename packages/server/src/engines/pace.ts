import type { Engine, Turn } from "../emulator/engine.ts";
import type { Step, Steps } from "../emulator/step.ts";
import { splitText } from "../reply/split-text.ts";

/** How fast a model speaks. */
export type Rhythm = {
  /** Milliseconds before anything comes. Default 0. */
  firstTokenMs?: number;
  /** Pieces a second; a piece is a short word or two Chinese characters. Default: as fast as it can. */
  tokensPerSecond?: number;
  /** How uneven the gaps are, from 0 (the default) to 1: a gap lasts between (1 - jitter) and (1 + jitter) of the mean. */
  jitter?: number;
};

/**
 * Makes an engine speak at a human pace.
 *
 * @example createEmulator({ engine: pace(answer(), { firstTokenMs: 300, tokensPerSecond: 20 }) })
 */
export function pace(engine: Engine, rhythm: Rhythm): Engine {
  const beat = toBeat(rhythm);
  return (request, turn) => {
    const asked = engine(request, turn);
    // The turn itself is not kept: it holds all that is known of a request.
    const { random } = turn;
    if (asked instanceof Promise) return asked.then((steps) => paced(steps, beat, random));
    return paced(asked, beat, random);
  };
}

/** A rhythm as steps. */
type Beat = {
  /** What comes before everything. */
  start: readonly Step[];
  /** What comes between two pieces, unless it is uneven; `null`: nothing does. */
  gap: { wait: number } | null;
  jitter: number;
};

function toBeat({ firstTokenMs = 0, tokensPerSecond = Infinity, jitter = 0 }: Rhythm): Beat {
  const wait = 1000 / tokensPerSecond;
  return { start: firstTokenMs > 0 ? [{ wait: firstTokenMs }] : [], gap: wait > 0 ? { wait } : null, jitter };
}

/** Steps that are there at once stay so: only the gaps between them are waited for. */
function paced(steps: Steps, beat: Beat, random: Turn["random"]): Steps {
  if (typeof steps === "string") return pacedNow([{ say: steps }], beat, random);
  return Symbol.asyncIterator in steps ? pacedLater(steps, beat, random) : pacedNow(steps, beat, random);
}

function* pacedNow(steps: Iterable<Step>, beat: Beat, random: Turn["random"]): Generator<Step, void> {
  yield* beat.start;
  let isFirst = true;
  for (const step of steps) {
    const pieces = toPieces(step);
    // By index: a crowd of paced streams is mostly made of this loop.
    for (let at = 0; at < pieces.length; at++) {
      if (!isFirst && beat.gap !== null) yield gapOf(beat.gap, beat.jitter, random);
      isFirst = false;
      const piece = pieces[at];
      if (piece !== undefined) yield piece;
    }
  }
}

async function* pacedLater(steps: AsyncIterable<Step>, beat: Beat, random: Turn["random"]): AsyncGenerator<Step, void> {
  yield* beat.start;
  let isFirst = true;
  for await (const step of steps) {
    for (const piece of toPieces(step)) {
      if (!isFirst && beat.gap !== null) yield gapOf(beat.gap, beat.jitter, random);
      isFirst = false;
      yield piece;
    }
  }
}

function gapOf(mean: { wait: number }, jitter: number, random: Turn["random"]): Step {
  return jitter === 0 ? mean : { wait: mean.wait * (1 + jitter * (2 * random() - 1)) };
}

function toPieces(step: Step): Step[] {
  const isText = "say" in step || "think" in step;
  if (!isText) return [step];
  const pieces = splitText("say" in step ? step.say : step.think);
  if (pieces.length === 1) return [step];
  return pieces.map((piece) => ("say" in step ? { say: piece } : { think: piece }));
}
