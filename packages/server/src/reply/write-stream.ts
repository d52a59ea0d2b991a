import type { ChoiceState, Dialect, Envelope } from "../dialects/dialect.ts";
import { doneEvent, encodeSse } from "../http/encode-sse.ts";
import { socketReset } from "../http/socket-reset.ts";
import { writeError } from "../http/write-error.ts";
import type { ChoiceEvent, ReplyEvent } from "./reply-event.ts";
import { waiting } from "./source.ts";
import type { Source } from "./source.ts";

/** How a reply is written. */
export type Writing = { envelope: Envelope; dialect: Dialect; requestId: string; includeUsage: boolean };

/**
 * The reply as server-sent events, each made when it is asked for. A reply that fails ends with an error event and
 * without `[DONE]`; a cut one just ends, or throws to destroy the socket.
 */
export function writeStream(events: Source<ReplyEvent>, writing: Writing): Source<string> {
  const { envelope, dialect, requestId, includeUsage } = writing;
  const states = new Map<number, ChoiceState>();
  /** Written, and not yet asked for. */
  let written: string[] = [];
  let at = 0;
  let first = true;
  let done = false;
  let ended = false;

  const end = (...last: string[]): string[] => {
    ended = true;
    events.leave();
    return last;
  };
  const write = (one: ReplyEvent): string[] => {
    switch (one.type) {
      case "choice": {
        const state = states.get(one.choice) ?? { fresh: true, thought: false, calling: false };
        states.set(one.choice, after(one.event, state));
        const texts: string[] = [];
        for (const choice of dialect.chunkChoices(one.choice, one.event, state)) {
          texts.push(encodeSse(JSON.stringify(dialect.chunk(envelope, [choice], first))));
          first = false;
        }
        return texts;
      }
      case "usage": {
        const usage = includeUsage ? [encodeSse(JSON.stringify(dialect.usageChunk(envelope, one.usage)))] : [];
        return end(...usage, doneEvent);
      }
      case "frame":
        first = false;
        done ||= one.payload === "[DONE]";
        return [encodeSse(one.payload)];
      case "end":
        return done ? end() : end(doneEvent);
      case "failure":
        return end(encodeSse(JSON.stringify(writeError(one.error, requestId))));
      case "cut":
        end();
        if (one.how === "reset") throw socketReset();
        return [];
    }
  };
  return {
    next(wake) {
      for (;;) {
        const text = written[at++];
        if (text !== undefined) return text;
        if (ended) return null;
        const event = events.next(wake);
        if (event === waiting) return event;
        written = event === null ? end() : write(event);
        at = 0;
      }
    },
    leave() {
      written = end();
      at = 0;
    },
  };
}

function after({ type }: ChoiceEvent, { thought, calling }: ChoiceState): ChoiceState {
  const calls = type === "call" || type === "arguments" || type === "call-end";
  return { fresh: false, thought: thought || type === "thinking", calling: calls || (calling && type === "finish") };
}
