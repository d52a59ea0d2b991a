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
    for (const piece of toPieces(step)) {
      const gap = beat.gap();
      if (gap !== null) yield gap;
      yield piece;
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

function createBeat({ firstTokenMs = 0, tokensPerSecond = Infinity, jitter = 0 }: Rhythm, turn: Turn): Beat {
  let first = true;
  return {
    start: firstTokenMs > 0 ? [{ wait: firstTokenMs }] : [],
    gap() {
      const wait = first ? 0 : (1000 / tokensPerSecond) * (1 + jitter * (2 * turn.random() - 1));
      first = false;
      return wait > 0 ? { wait } : null;
    },
  };
}

function toPieces(step: Step): Step[] {
  if ("say" in step) return splitText(step.say).map((say) => ({ say }));
  return "think" in step ? splitText(step.think).map((think) => ({ think })) : [step];
}
