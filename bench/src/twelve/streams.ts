import { callPiece, delta, errorBody, errorReply, finish, stalled, streamed } from "./answer.ts";
import type { Answer } from "./answer.ts";

/** A stream on which some client breaks, and what must come of it. */
export type BadStream = {
  name: string;
  title: string;
  /** One for each request; the last one is given again when more is asked. */
  answers: Answer[];
  /** The cities on which the tool must have run, in order. */
  ran: string[];
  ends: Ending;
};

/**
 * How a run must end.
 *
 * - `text`: with this text, and this thinking told, because everything needed is in the stream.
 * - `refused`: with an error, or with the call given back to the model, which then says "ok".
 * - `error`: with an error that holds the service's own words, where it has said any.
 */
export type Ending =
  | { kind: "text"; text: string; reasoning?: string }
  | { kind: "refused" }
  | { kind: "error"; words?: string };

const city = '{"city": "Hangzhou"}';
const first = delta({ role: "assistant", content: null });
const opened = callPiece({ id: "call_1", name: "weather", args: "" });
const more = (args: string | null): string => callPiece({ id: "", name: null, args });
const half = [first, opened, more('{"city": "Hang')];
const ok = streamed(delta({ role: "assistant", content: "ok" }), ...finish("stop"));
const endsOk: Ending = { kind: "text", text: "ok" };
const refused: Ending = { kind: "refused" };

export const badStreams: BadStream[] = [
  {
    name: "thinking",
    title: "thinking, then text",
    answers: [
      streamed(
        delta({ role: "assistant", content: null, reasoning_content: "hm" }),
        delta({ content: "ok", reasoning_content: null }),
        ...finish("stop"),
      ),
    ],
    ran: [],
    ends: { kind: "text", text: "ok", reasoning: "hm" },
  },
  {
    name: "null-pieces",
    title: 'one call; later pieces with id "", name null, arguments null',
    answers: [streamed(first, opened, more(city), more(null), ...finish("tool_calls")), ok],
    ran: ["Hangzhou"],
    ends: endsOk,
  },
  {
    name: "one-index",
    title: "two calls under one index",
    answers: [
      streamed(
        first,
        callPiece({ id: "call_1", name: "weather", args: city }),
        callPiece({ id: "call_2", name: "weather", args: '{"city": "Beijing"}' }),
        ...finish("tool_calls"),
      ),
      ok,
    ],
    ran: ["Hangzhou", "Beijing"],
    ends: endsOk,
  },
  {
    name: "no-ids",
    title: "a call whose id is empty throughout",
    answers: [streamed(first, callPiece({ id: "", name: "weather", args: city }), ...finish("tool_calls")), ok],
    ran: ["Hangzhou"],
    ends: endsOk,
  },
  {
    name: "cut",
    title: "the connection ends inside the arguments",
    answers: [streamed(...half), ok],
    ran: [],
    ends: refused,
  },
  {
    name: "length",
    title: 'finish_reason "length" inside the arguments',
    answers: [streamed(...half, ...finish("length")), ok],
    ran: [],
    ends: refused,
  },
  {
    name: "not-json",
    title: "arguments with single quotes, and with a trailing comma",
    answers: [
      streamed(
        first,
        callPiece({ id: "call_1", name: "weather", args: "{'city': 'Hangzhou'}" }),
        callPiece({ index: 1, id: "call_2", name: "weather", args: '{"city": "Beijing",}' }),
        ...finish("tool_calls"),
      ),
      ok,
    ],
    ran: [],
    ends: refused,
  },
  {
    name: "stop-with-calls",
    title: 'finish_reason "stop" beside a call',
    answers: [streamed(first, callPiece({ id: "call_1", name: "weather", args: city }), ...finish("stop")), ok],
    ran: ["Hangzhou"],
    ends: endsOk,
  },
  {
    name: "error-event",
    title: "an error in the middle of the stream",
    answers: [
      streamed(delta({ role: "assistant", content: "Hel" }), errorBody("internal_error", "The model has failed.")),
    ],
    ran: [],
    ends: { kind: "error", words: "The model has failed." },
  },
  {
    name: "throttled",
    title: "429 insufficient_quota, then a good reply",
    answers: [errorReply(429, errorBody("insufficient_quota", "You exceeded your current quota.")), ok],
    ran: [],
    ends: endsOk,
  },
  {
    name: "stall",
    title: "silence after the first chunk",
    answers: [stalled(delta({ role: "assistant", content: "Hel" }))],
    ran: [],
    ends: { kind: "error" },
  },
  {
    name: "error-as-success",
    title: "an error as JSON under status 200",
    answers: [errorReply(200, errorBody("Arrearage", "Please make sure your account is in good standing."))],
    ran: [],
    ends: { kind: "error", words: "good standing" },
  },
];

/** @throws TypeError when there is none of this name. */
export function findBadStream(name: string): BadStream {
  const found = badStreams.find((one) => one.name === name);
  if (found === undefined) throw new TypeError(`There is no bad stream "${name}".`);
  return found;
}
