import { isServiceErrorName } from "../http/service-errors.ts";
import type { ServiceErrorName } from "../http/service-errors.ts";

/** What can go wrong with a reply on its way, beside the errors of the service. */
export const faultWords = [
  "latency", // =ms: waits before anything is sent
  "stall", // sends nothing more after so many events
  "close", // ends cleanly after so many events, without [DONE]
  "no-done", // leaves [DONE] out, after a good end
  "reset", // destroys the socket after so many events, or with =n after so many bytes
  "sse-error", // a 400 whose body is framed as an event stream
  "event-error", // event:error with :HTTP_STATUS/429 in a comment
  "error-finish", // an error told as content, finish_reason error_finish
  "html", // a web page under status 200
  "garbage", // an event that is no JSON, after so many events
  "duplicate-finish", // the finish chunk twice
  "missing-ids", // tool calls without ids
  "wrong-index", // the first delta of a call under an index one too high
  "truncated-arguments", // arguments without their last piece
  "comments", // a comment before every event
  "empty-data", // an event without data before every event
  "bom", // a byte order mark at the beginning
  "crlf", // lines end in CR LF
  "cr", // lines end in CR
  "split", // pieces of any size, or =n of so many bytes, wherever they fall
] as const;

type FaultWord = (typeof faultWords)[number] | ServiceErrorName;

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
        `${faultWords.join(", ")}, or an error by its name, such as rate_limited.`,
    );
  }
  const number = (digits: string | undefined): number | null => (digits === undefined ? null : Number(digits));
  return { word, after: number(after), value: number(value), chance: Number(percent ?? 100) / 100, on: number(on) };
}

function isFaultWord(word: string): word is FaultWord {
  return faultWords.some((known) => known === word) || isServiceErrorName(word);
}
