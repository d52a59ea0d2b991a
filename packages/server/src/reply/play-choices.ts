import type { PlayedEvent } from "./play-steps.ts";
import { given, readFlow } from "./read-flow.ts";
import type { Flow, Reader } from "./read-flow.ts";
import type { ReplyEvent } from "./reply-event.ts";
import type { UsageCount } from "./count-usage.ts";

/**
 * The events of all choices, one of each in turn, and the usage last. The service's own order for `n` above 1 is not
 * documented; taking turns is what asks most of a client. A failure or a cut of one choice ends the reply.
 */
export function playChoices(choices: ReadonlyArray<Reader<PlayedEvent>>, count: UsageCount): Reader<ReplyEvent> {
  return readFlow(play(choices, count));
}

function* play(choices: ReadonlyArray<Reader<PlayedEvent>>, count: UsageCount): Flow<ReplyEvent> {
  const running = new Map(choices.entries());
  let finished = 0;
  let framed = false;
  try {
    while (running.size > 0) {
      for (const [choice, events] of running) {
        const event = yield* given(events.next());
        if (event === null) {
          running.delete(choice);
          continue;
        }
        if (event.type === "figures") {
          count.override(event.figures);
          continue;
        }
        if (event.type === "failure" || event.type === "cut") return void (yield event);
        if (event.type === "frame") {
          yield event;
          continue;
        }
        if (event.type === "end") {
          framed = true;
          continue;
        }
        if (event.type === "finish") finished++;
        else count.add(choice, event);
        yield { type: "choice", choice, event };
      }
    }
    if (framed) yield { type: "end" };
    else if (finished === choices.length) yield { type: "usage", usage: count.total() };
  } finally {
    for (const events of running.values()) events.leave();
  }
}
