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
  for (const step of steps) yield* beat.spread(step);
}

async function* pacedLater(steps: AsyncIterable<Step>, beat: Beat): AsyncGenerator<Step, void> {
  yield* beat.start;
  for await (const step of steps) yield* beat.spread(step);
}

type Beat = {
  /** What comes before everything. */
  start: readonly Step[];
  /** The pieces of a step, with the gaps before them. */
  spread(step: Step): Generator<Step, void>;
};

function createBeat({ firstTokenMs = 0, tokensPerSecond = Infinity, jitter = 0 }: Rhythm, turn: Turn): Beat {
  const gapMs = (): number => (1000 / tokensPerSecond) * (1 + jitter * (2 * turn.random() - 1));
  let first = true;
  return {
    start: firstTokenMs > 0 ? [{ wait: firstTokenMs }] : [],
    *spread(step) {
      for (const piece of toPieces(step)) {
        if (!first && tokensPerSecond !== Infinity) yield { wait: gapMs() };
        first = false;
        yield piece;
      }
    },
  };
}

function toPieces(step: Step): Step[] {
  if ("say" in step) return splitText(step.say).map((say) => ({ say }));
  return "think" in step ? splitText(step.think).map((think) => ({ think })) : [step];
}
