import { countEvent, usageOf } from "./count-usage.ts";
import type { UsageCount } from "./count-usage.ts";
import type { PlayedEvent } from "./play-steps.ts";
import type { ReplyEvent } from "./reply-event.ts";
import { waiting } from "./source.ts";
import type { Source } from "./source.ts";

/**
 * The events of all choices, one of each in turn, and the usage last. The service's own order for `n` above 1 is not
 * documented; taking turns is what asks most of a client. A failure or a cut of one choice ends the reply.
 */
export function playChoices(choices: ReadonlyArray<Source<PlayedEvent>>, count: UsageCount): Source<ReplyEvent> {
  const round: Round = { choices, count, turn: 0, silent: 0, finished: 0, framed: false, ended: false };
  return {
    next(wake) {
      const told = play(round, wake);
      if (told !== null || round.ended) return told;
      if (round.framed) return end(round, { type: "end" });
      return end(round, round.finished === choices.length ? { type: "usage", usage: usageOf(count) } : null);
    },
    leave: () => void end(round, null),
  };
}

/** How far the choices are, and whose turn it is. */
type Round = {
  choices: ReadonlyArray<Source<PlayedEvent>>;
  count: UsageCount;
  turn: number;
  /** How many in a row were over when their turn came. */
  silent: number;
  finished: number;
  framed: boolean;
  ended: boolean;
};

function end(round: Round, last: ReplyEvent | null): ReplyEvent | null {
  round.ended = true;
  for (const choice of round.choices) choice.leave();
  return last;
}

/** The next event; `null`: there is none, or the reply has ended. */
function play(round: Round, wake: () => void): ReturnType<Source<ReplyEvent>["next"]> {
  const { choices } = round;
  while (!round.ended && round.silent < choices.length) {
    if (round.turn >= choices.length) round.turn = 0;
    const choice = round.turn;
    const event = choices[choice]?.next(wake) ?? null;
    if (event === waiting) return event;
    round.turn++;
    round.silent = event === null ? round.silent + 1 : 0;
    const told = event === null ? null : hear(round, choice, event);
    if (told !== null) return told;
  }
  return null;
}

/** Gives what the reply tells of an event. */
function hear(round: Round, choice: number, event: PlayedEvent): ReplyEvent | null {
  switch (event.type) {
    case "figures":
      round.count.figures = { ...round.count.figures, ...event.figures };
      return null;
    case "failure":
    case "cut":
      return end(round, event);
    case "frame":
      return event;
    case "end":
      round.framed = true;
      return null;
    case "finish":
      round.finished++;
      break;
    default:
      countEvent(round.count, choice, event);
  }
  return { type: "choice", choice, event };
}
