import { isServiceErrorName } from "../http/service-errors.ts";
import type { ServiceErrorName } from "../http/service-errors.ts";

/** A fault that is no error of the service. */
export type FaultName =
  | "latency"
  | "stall"
  | "close"
  | "no-done"
  | "reset"
  | "sse-error"
  | "event-error"
  | "error-finish"
  | "html"
  | "garbage"
  | "duplicate-finish"
  | "missing-ids"
  | "wrong-index"
  | "truncated-arguments"
  | "comments"
  | "empty-data"
  | "bom"
  | "crlf"
  | "cr"
  | "split";

/** What can go wrong with a reply on its way, beside the errors of the service, and what each does. */
export const faultWords: { readonly [Name in FaultName]: string } = {
  latency: "waits before anything is sent, a second or so many milliseconds",
  stall: "sends nothing more after so many events, and keeps the connection open",
  close: "ends cleanly after so many events, without `[DONE]`; a plain body in its middle",
  "no-done": "leaves `[DONE]` out after a good end",
  reset: "destroys the socket after so many events, or with `=n` after so many bytes; a plain body in its middle",
  "sse-error": "a 400 whose body is framed as an event stream",
  "event-error": "`event:error` with `:HTTP_STATUS/429` in a comment, instead of a reply or after so many events",
  "error-finish": 'an error told as content, with `finish_reason: "error_finish"`',
  html: "a web page under status 200",
  garbage: "an event that is no JSON, after so many events",
  "duplicate-finish": "the chunk with the finish reason twice",
  "missing-ids": "tool calls without ids",
  "wrong-index": "the first delta of a tool call under an index one too high",
  "truncated-arguments": "the arguments of tool calls without their end",
  comments: "a comment before every event",
  "empty-data": "an event without data before every event",
  bom: "a byte order mark at the beginning",
  crlf: "lines that end in CR LF",
  cr: "lines that end in CR",
  split: "pieces of any size, or with `=n` of so many bytes, wherever they fall",
};

type FaultWord = FaultName | ServiceErrorName;

/** One fault, as it was written. */
export type Fault = {
  word: FaultWord;
  /** `>n`: after so many events. `null`: where the word does it by itself. */
  after: number | null;
  /** `=n`: milliseconds or bytes. */
  value: number | null;
  /** `@10%`: how likely, from 0 to 1. */
  chance: number;
  /** `#3`: only the third request. */
  on: number | null;
};

const grammar = /^([a-z][a-z0-9_-]*)(?:>(\d+))?(?:=(\d+))?(?:@(\d+(?:\.\d+)?)%)?(?:#(\d+))?$/;

/**
 * Reads faults, separated by commas or blanks: `rate_limited@10%`, `quota_throttled#3`, `reset>5`, `internal_error>2`,
 * `stall>1`, `latency=800`, `split=1`. The service's errors go by their names in the error table.
 *
 * @throws TypeError on an unknown word or form.
 */
export function parseFaults(text: string): Fault[] {
  return text
    .split(/[\s,]+/)
    .filter((part) => part !== "")
    .map(parseFault);
}

function parseFault(text: string): Fault {
  const [, word = "", after, value, percent, on] = grammar.exec(text) ?? [];
  if (!isFaultWord(word)) {
    throw new TypeError(
      `Unknown fault "${text}". A fault is a word with >events, =number, @percent% or #request: ` +
        `${Object.keys(faultWords).join(", ")}, or an error by its name, such as rate_limited.`,
    );
  }
  const number = (digits: string | undefined): number | null => (digits === undefined ? null : Number(digits));
  return { word, after: number(after), value: number(value), chance: Number(percent ?? 100) / 100, on: number(on) };
}

function isFaultWord(word: string): word is FaultWord {
  return Object.hasOwn(faultWords, word) || isServiceErrorName(word);
}
