import type { Usage } from "@qwire/protocol";
import { countEvent } from "./count-usage.ts";
import type { UsageCount } from "./count-usage.ts";
import type { PlayedEvent } from "./play-steps.ts";
import type { ReplyEvent } from "./reply-event.ts";
import { waiting } from "./source.ts";
import type { Source } from "./source.ts";

/**
 * The events of all choices, one of each in turn, and the usage last. The service's own order for `n` above 1 is not
 * documented; taking turns is what asks most of a client. A failure or a cut of one choice ends the reply.
 */
export function playChoices(
  choices: ReadonlyArray<Source<PlayedEvent>>,
  count: UsageCount,
  usage: () => Usage,
): Source<ReplyEvent> {
  const running = choices.map((events, choice) => ({ choice, events }));
  let turn = 0;
  let finished = 0;
  let framed = false;
  let ended = false;

  const end = (last: ReplyEvent | null): ReplyEvent | null => {
    ended = true;
    for (const { events } of running) events.leave();
    return last;
  };
  /** Gives what the reply tells of the event. */
  const hear = (choice: number, event: PlayedEvent): ReplyEvent | null => {
    switch (event.type) {
      case "figures":
        count.figures = { ...count.figures, ...event.figures };
        return null;
      case "failure":
      case "cut":
        return end(event);
      case "frame":
        return event;
      case "end":
        framed = true;
        return null;
      case "finish":
        finished++;
        break;
      default:
        countEvent(count, choice, event);
    }
    return { type: "choice", choice, event };
  };
  return {
    next(wake) {
      while (!ended) {
        if (turn >= running.length) turn = 0;
        const player = running[turn];
        if (player === undefined) break;
        const event = player.events.next(wake);
        if (event === waiting) return event;
        if (event === null) running.splice(turn, 1);
        else turn++;
        const told = event === null ? null : hear(player.choice, event);
        if (told !== null) return told;
      }
      if (ended) return null;
      if (framed) return end({ type: "end" });
      return end(finished === choices.length ? { type: "usage", usage: usage() } : null);
    },
    leave: () => void end(null),
  };
}
