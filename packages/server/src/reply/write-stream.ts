import type { ChoiceState, Dialect, Envelope } from "../dialects/dialect.ts";
import type { Call } from "../emulator/journal.ts";
import { doneEvent, encodeSse } from "../http/encode-sse.ts";
import { socketReset } from "../http/socket-reset.ts";
import { writeError } from "../http/write-error.ts";
import type { ChoiceEvent, ReplyEvent } from "./reply-event.ts";
import { waiting } from "./source.ts";
import type { Source } from "./source.ts";

/** How a reply is written. */
export type Writing = { envelope: Envelope; dialect: Dialect; requestId: string; includeUsage: boolean };

/** A reply on its way out. */
export type Written = {
  events: Source<ReplyEvent>;
  writing: Writing;
  /** Is told how the reply has ended; only the first time counts. */
  close(outcome: Call["outcome"], status: number): void;
};

/**
 * The reply as server-sent events, each made when it is asked for. A reply that fails ends with an error event and
 * without `[DONE]`; a cut one just ends, or throws to destroy the socket. However it ends, `close` hears of it.
 *
 * @param first the event that was read before, to know that it is to be a stream
 */
export function writeStream(first: ReplyEvent, reply: Written): Source<string> {
  const stream: Stream = {
    reply,
    held: first,
    states: [begin],
    written: null,
    at: 0,
    isFirst: true,
    done: false,
    ended: false,
  };
  return {
    next: (wake) => next(stream, wake),
    leave() {
      stream.written = end(stream, "aborted");
      stream.at = 0;
    },
  };
}

/** How far the writing is. A record: functions of its own for every stream would be most of what a crowd of them holds. */
type Stream = {
  reply: Written;
  /** An event that comes before all others. */
  held: ReplyEvent | null;
  /** By the number of the choice. */
  states: ChoiceState[];
  /** Written of one event, and not yet asked for; `null`: nothing. */
  written: readonly string[] | null;
  at: number;
  isFirst: boolean;
  done: boolean;
  ended: boolean;
};

function next(stream: Stream, wake: () => void): string | null | typeof waiting {
  for (;;) {
    if (stream.written !== null) {
      const text = stream.written[stream.at++];
      if (text !== undefined) return text;
      // What has been handed out is not kept while the next event is waited for.
      stream.written = null;
    }
    if (stream.ended) return null;
    const event = stream.held ?? stream.reply.events.next(wake);
    if (event === waiting) return event;
    stream.held = null;
    const told = event === null ? end(stream, "aborted") : write(stream, event);
    // Nearly every event is one text, and no list is made for it.
    if (typeof told === "string") return told;
    stream.written = told;
    stream.at = 0;
  }
}

function write(stream: Stream, one: ReplyEvent): string | readonly string[] {
  const { envelope, dialect, requestId, includeUsage } = stream.reply.writing;
  switch (one.type) {
    case "choice": {
      const state = stream.states[one.choice] ?? begin;
      stream.states[one.choice] = after(one.event, state);
      const choices = dialect.chunkChoices(one.choice, one.event, state);
      const [only] = choices;
      if (only !== undefined && choices.length === 1) return writeChoice(stream, only);
      return listOf(...choices.map((choice) => writeChoice(stream, choice)));
    }
    case "usage": {
      const usage = includeUsage ? [encodeSse(JSON.stringify(dialect.usageChunk(envelope, one.usage)))] : [];
      return end(stream, "complete", ...usage, doneEvent);
    }
    case "frame":
      stream.isFirst = false;
      stream.done ||= one.payload === "[DONE]";
      return encodeSse(one.payload);
    case "end":
      return stream.done ? end(stream, "complete") : end(stream, "complete", doneEvent);
    case "failure":
      return end(stream, "failed", encodeSse(JSON.stringify(writeError(one.error, requestId))));
    case "cut": {
      const nothing = end(stream, "cut");
      if (one.how === "close") return nothing;
      throw socketReset();
    }
  }
}

function writeChoice(stream: Stream, choice: object): string {
  const { envelope, dialect } = stream.reply.writing;
  const text = encodeSse(JSON.stringify(dialect.chunk(envelope, [choice], stream.isFirst)));
  stream.isFirst = false;
  return text;
}

function end(stream: Stream, outcome: Call["outcome"], ...last: string[]): readonly string[] {
  stream.ended = true;
  stream.reply.close(outcome, 200);
  stream.reply.events.leave();
  return last;
}

/** A list as `end` gives it, which `map` does not: where another kind comes, an engine throws away the code it made for one. */
function listOf(...texts: string[]): readonly string[] {
  return texts;
}

const begin: ChoiceState = { fresh: true, thought: false, calling: false };
const speaking: ChoiceState = { fresh: false, thought: false, calling: false };

/** The same state where nothing changes, as with nearly every event. */
function after({ type }: ChoiceEvent, state: ChoiceState): ChoiceState {
  const calls = type === "call" || type === "arguments" || type === "call-end";
  const thought = state.thought || type === "thinking";
  const calling = calls || (state.calling && type === "finish");
  const isSame = !state.fresh && thought === state.thought && calling === state.calling;
  if (isSame) return state;
  return thought || calling ? { fresh: false, thought, calling } : speaking;
}
