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
  return (request, turn) => paced(engine(request, turn), rhythm, turn);
}

async function* paced(asked: Steps | Promise<Steps>, rhythm: Rhythm, turn: Turn): AsyncGenerator<Step, void> {
  const { firstTokenMs = 0, tokensPerSecond = Infinity, jitter = 0 } = rhythm;
  const gapMs = (): number => (1000 / tokensPerSecond) * (1 + jitter * (2 * turn.random() - 1));
  const steps = await asked;
  if (firstTokenMs > 0) yield { wait: firstTokenMs };
  let first = true;
  for await (const step of typeof steps === "string" ? [{ say: steps }] : steps) {
    for (const piece of toPieces(step)) {
      if (!first && tokensPerSecond !== Infinity) yield { wait: gapMs() };
      first = false;
      yield piece;
    }
  }
}

function toPieces(step: Step): Step[] {
  if ("say" in step) return splitText(step.say).map((say) => ({ say }));
  return "think" in step ? splitText(step.think).map((think) => ({ think })) : [step];
}
