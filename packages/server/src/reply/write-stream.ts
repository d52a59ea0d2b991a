import type { ChoiceState, Dialect, Envelope } from "../dialects/dialect.ts";
import { doneEvent, encodeSse } from "../http/encode-sse.ts";
import { socketReset } from "../http/socket-reset.ts";
import { writeError } from "../http/write-error.ts";
import { given, readFlow } from "./read-flow.ts";
import type { Flow, Reader } from "./read-flow.ts";
import type { ChoiceEvent, ReplyEvent } from "./reply-event.ts";

/** How a reply is written. */
export type Writing = { envelope: Envelope; dialect: Dialect; requestId: string; includeUsage: boolean };

/**
 * The reply as server-sent events, each made when it is asked for. A reply that fails ends with an error event and
 * without `[DONE]`; a cut one just ends, or throws to destroy the socket.
 */
export function writeStream(events: Reader<ReplyEvent>, writing: Writing): Reader<string> {
  return readFlow(write(events, writing));
}

function* write(events: Reader<ReplyEvent>, writing: Writing): Flow<string> {
  const { envelope, dialect } = writing;
  const states = new Map<number, ChoiceState>();
  let first = true;
  let done = false;
  try {
    for (;;) {
      const one = yield* given(events.next());
      if (one === null) return;
      switch (one.type) {
        case "choice": {
          const state = states.get(one.choice) ?? { fresh: true, thought: false, calling: false };
          for (const choice of dialect.chunkChoices(one.choice, one.event, state)) {
            yield encodeSse(JSON.stringify(dialect.chunk(envelope, [choice], first)));
            first = false;
          }
          states.set(one.choice, after(one.event, state));
          break;
        }
        case "usage":
          if (writing.includeUsage) yield encodeSse(JSON.stringify(dialect.usageChunk(envelope, one.usage)));
          yield doneEvent;
          return;
        case "frame":
          yield encodeSse(one.payload);
          first = false;
          done ||= one.payload === "[DONE]";
          break;
        case "end":
          if (!done) yield doneEvent;
          return;
        case "failure":
          return void (yield encodeSse(JSON.stringify(writeError(one.error, writing.requestId))));
        case "cut":
          if (one.how === "reset") throw socketReset();
          return;
      }
    }
  } finally {
    events.leave();
  }
}

function after({ type }: ChoiceEvent, { thought, calling }: ChoiceState): ChoiceState {
  const calls = type === "call" || type === "arguments" || type === "call-end";
  return { fresh: false, thought: thought || type === "thinking", calling: calls || (calling && type === "finish") };
}
