import type { ChatRequest, Tokenizer } from "@qwire/protocol";
import { tokensOf } from "../reply/token-logprobs.ts";

/** What a request allows an answer; each verb takes a text and gives back as much of it as there is room for. */
export type TokenBudget = {
  say(text: string): string;
  think(text: string): string;
  /** Cut inside its arguments where it does not fit. */
  call(name: string, text: string): string;
};

/** `max_tokens` bounds what is said and called, `max_completion_tokens` the thinking too. */
export function createBudget({ max_tokens, max_completion_tokens }: ChatRequest, tokenizer: Tokenizer): TokenBudget {
  const [forAnswer, forAll] = [Number(max_tokens ?? Infinity), Number(max_completion_tokens ?? Infinity)];
  const isFree = forAnswer === Infinity && forAll === Infinity;
  const spent = { said: "", thought: "", called: 0 };
  const count = (text: string): number => (text === "" ? 0 : tokenizer.count(text));
  /** Beside the calls so far. */
  const roomForAnswer = (): number =>
    Math.min(forAnswer, forAll === Infinity ? Infinity : forAll - count(spent.thought)) - spent.called;
  return {
    say(text) {
      if (isFree) return text;
      const room = roomForAnswer();
      const kept = longestThat(text, tokenizer, (more) => count(spent.said + more) <= room);
      spent.said += kept;
      return kept;
    },
    think(text) {
      if (forAll === Infinity) return text;
      const room = forAll - count(spent.said) - spent.called;
      const kept = longestThat(text, tokenizer, (more) => count(spent.thought + more) <= room);
      spent.thought += kept;
      return kept;
    },
    call(name, text) {
      if (isFree) return text;
      const room = roomForAnswer() - count(spent.said);
      const kept = longestThat(text, tokenizer, (more) => callCost(name, more, tokenizer) <= room);
      spent.called += callCost(name, kept, tokenizer);
      return kept;
    },
  };
}

/** A call with its marks, as far as the tokenizer knows them. */
function callCost(name: string, text: string, { count, countCompletion }: Tokenizer): number {
  if (countCompletion === undefined) return count(`${name} ${text}`);
  return countCompletion({ tool_calls: [{ function: { name, arguments: text } }] }).tokens;
}

/** The longest beginning of a text that holds: to the token, or to the piece where the tokenizer knows no tokens. */
function longestThat(text: string, tokenizer: Tokenizer, holds: (begun: string) => boolean): string {
  if (holds(text)) return text;
  const ends = endsOf(text, tokenizer);
  // Looked for by halves: texts may be long.
  let [least, most] = [0, ends.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (holds(text.slice(0, ends[middle - 1]))) least = middle;
    else most = middle - 1;
  }
  return text.slice(0, ends[least - 1] ?? 0);
}

/** Where a text may end: behind each of its pieces. */
function endsOf(text: string, tokenizer: Tokenizer): number[] {
  let end = 0;
  return tokensOf(text, tokenizer).map((piece) => (end += piece.length));
}
