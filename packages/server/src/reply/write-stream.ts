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
  /** Written, and not yet asked for. */
  let written: readonly string[] = none;
  let at = 0;
  let first = true;
  let done = false;
  let ended = false;

  const end = (...last: string[]): string[] => {
    ended = true;
    events.leave();
    return last;
  };
  const writeChoice = (choice: object): string => {
    const text = encodeSse(JSON.stringify(dialect.chunk(envelope, [choice], first)));
    first = false;
    return text;
  };
  const write = (one: ReplyEvent): readonly string[] => {
    switch (one.type) {
      case "choice": {
        const state = states[one.choice] ?? begin;
        states[one.choice] = after(one.event, state);
        return dialect.chunkChoices(one.choice, one.event, state).map(writeChoice);
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
        if (text !== undefined) {
          // What has been handed out is not kept while the next event is waited for.
          if (at === written.length) written = none;
          return text;
        }
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

const none: readonly string[] = [];
const begin: ChoiceState = { fresh: true, thought: false, calling: false };

/** The same state where nothing changes, as with nearly every event. */
function after({ type }: ChoiceEvent, state: ChoiceState): ChoiceState {
  const calls = type === "call" || type === "arguments" || type === "call-end";
  const thought = state.thought || type === "thinking";
  const calling = calls || (state.calling && type === "finish");
  const isSame = !state.fresh && thought === state.thought && calling === state.calling;
  return isSame ? state : { fresh: false, thought, calling };
}
