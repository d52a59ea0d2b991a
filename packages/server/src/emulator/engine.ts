import type { ChatRequest, Tokenizer } from "@qwire/protocol";
import type { Steps } from "./step.ts";

/** What an engine may know beside the request. */
export type Turn = {
  /** Fires when the client leaves, or the server closes. */
  signal: AbortSignal;
  /** Hash of the whole request, the same however its keys are ordered. */
  key: string;
  /** How often this very request came before. */
  seen: number;
  /** Which of the `n` answers is wanted, from 0. */
  choice: number;
  /** Counts tokens, for whoever obeys `max_tokens`. */
  tokenizer: Tokenizer;
  /** Lets faults befall this reply, such as `"stall>3@10%"`: see `faulty`. To be said before the first step. */
  summon(faults: string): void;
  /** Milliseconds since 1970, by the emulator's clock. */
  now(): number;
  /** A number from 0 up to 1, drawn from the emulator's seed, the key and `seen`: the order of requests plays no part. */
  random(): number;
  /**
   * What the engine keeps between requests of one emulator. `start` makes it on first use and after `reset()`.
   *
   * @example const counts = turn.remember(rules, () => new Map<number, number>());
   */
  remember<Memory>(owner: object, start: () => Memory): Memory;
};

/** A model, as far as the wire can tell: a function from a request to the steps of one reply. */
export type Engine = (request: ChatRequest, turn: Turn) => Steps | Promise<Steps>;
