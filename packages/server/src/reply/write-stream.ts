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
  /** By the number of the choice. */
  const states: ChoiceState[] = [begin];
  /** Written of one event, and not yet asked for; `null`: nothing. */
  let written: readonly string[] | null = null;
  let at = 0;
  let first = true;
  let done = false;
  let ended = false;

  const end = (...last: string[]): readonly string[] => {
    ended = true;
    events.leave();
    return last;
  };
  const writeChoice = (choice: object): string => {
    const text = encodeSse(JSON.stringify(dialect.chunk(envelope, [choice], first)));
    first = false;
    return text;
  };
  const write = (one: ReplyEvent): string | readonly string[] => {
    switch (one.type) {
      case "choice": {
        const state = states[one.choice] ?? begin;
        states[one.choice] = after(one.event, state);
        const choices = dialect.chunkChoices(one.choice, one.event, state);
        const [only] = choices;
        return only !== undefined && choices.length === 1 ? writeChoice(only) : listOf(...choices.map(writeChoice));
      }
      case "usage": {
        const usage = includeUsage ? [encodeSse(JSON.stringify(dialect.usageChunk(envelope, one.usage)))] : [];
        return end(...usage, doneEvent);
      }
      case "frame":
        first = false;
        done ||= one.payload === "[DONE]";
        return encodeSse(one.payload);
      case "end":
        return done ? end() : end(doneEvent);
      case "failure":
        return end(encodeSse(JSON.stringify(writeError(one.error, requestId))));
      case "cut":
        if (one.how === "close") return end();
        end();
        throw socketReset();
    }
  };
  return {
    next(wake) {
      for (;;) {
        if (written !== null) {
          const text = written[at++];
          if (text !== undefined) return text;
          // What has been handed out is not kept while the next event is waited for.
          written = null;
        }
        if (ended) return null;
        const event = events.next(wake);
        if (event === waiting) return event;
        const told = event === null ? end() : write(event);
        // Nearly every event is one text, and no list is made for it.
        if (typeof told === "string") return told;
        written = told;
        at = 0;
      }
    },
    leave() {
      written = end();
      at = 0;
    },
  };
}

/** A list as `end` gives it, which `map` does not: where another kind comes, an engine throws away the code it made for one. */
function listOf(...texts: string[]): readonly string[] {
  return texts;
}

const begin: ChoiceState = { fresh: true, thought: false, calling: false };

/** The same state where nothing changes, as with nearly every event. */
function after({ type }: ChoiceEvent, state: ChoiceState): ChoiceState {
  const calls = type === "call" || type === "arguments" || type === "call-end";
  const thought = state.thought || type === "thinking";
  const calling = calls || (state.calling && type === "finish");
  const isSame = !state.fresh && thought === state.thought && calling === state.calling;
  return isSame ? state : { fresh: false, thought, calling };
}
