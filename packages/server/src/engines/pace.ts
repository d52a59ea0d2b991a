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
  return (request, turn) => {
    const asked = engine(request, turn);
    const beat = createBeat(rhythm, turn);
    if (asked instanceof Promise) return asked.then((steps) => paced(steps, beat));
    return paced(asked, beat);
  };
}

/** Steps that are there at once stay so: only the gaps between them are waited for. */
function paced(steps: Steps, beat: Beat): Steps {
  if (typeof steps === "string") return pacedNow([{ say: steps }], beat);
  return Symbol.asyncIterator in steps ? pacedLater(steps, beat) : pacedNow(steps, beat);
}

function* pacedNow(steps: Iterable<Step>, beat: Beat): Generator<Step, void> {
  yield* beat.start;
  for (const step of steps) {
    const pieces = toPieces(step);
    // By index: a crowd of paced streams is mostly made of this loop.
    for (let at = 0; at < pieces.length; at++) {
      const gap = beat.gap();
      if (gap !== null) yield gap;
      const piece = pieces[at];
      if (piece !== undefined) yield piece;
    }
  }
}

async function* pacedLater(steps: AsyncIterable<Step>, beat: Beat): AsyncGenerator<Step, void> {
  yield* beat.start;
  for await (const step of steps) yield* pacedNow([step], { ...beat, start: [] });
}

type Beat = {
  /** What comes before everything. */
  start: readonly Step[];
  /** What comes before the next piece; `null`: nothing does. */
  gap(): Step | null;
};

const none: readonly Step[] = [];

function createBeat({ firstTokenMs = 0, tokensPerSecond = Infinity, jitter = 0 }: Rhythm, turn: Turn): Beat {
  const mean = { wait: 1000 / tokensPerSecond };
  // The turn itself is not kept: it holds all that is known of a request.
  const { random } = turn;
  let first = true;
  return {
    start: firstTokenMs > 0 ? [{ wait: firstTokenMs }] : none,
    gap() {
      const isFirst = first;
      first = false;
      if (isFirst) return null;
      const gap = jitter === 0 ? mean : { wait: mean.wait * (1 + jitter * (2 * random() - 1)) };
      return gap.wait > 0 ? gap : null;
    },
  };
}

function toPieces(step: Step): Step[] {
  const isText = "say" in step || "think" in step;
  if (!isText) return [step];
  const pieces = splitText("say" in step ? step.say : step.think);
  if (pieces.length === 1) return [step];
  return pieces.map((piece) => ("say" in step ? { say: piece } : { think: piece }));
}
