import type { Logprobs, Usage } from "@qwire/protocol";
import type { ChoiceEvent } from "../reply/reply-event.ts";

/** What every chunk of a reply repeats. */
export type Envelope = { id: string; created: number; model: string };

/** A choice of a plain reply, folded. `null`: there was none of it. */
export type WholeChoice = {
  index: number;
  content: string;
  thinking: string | null;
  logprobs: Logprobs | null;
  calls: ReadonlyArray<{ index: number; id: string; name: string; arguments: string }>;
  finishReason: string;
};

/** Where a choice stands while it is streamed. */
export type ChoiceState = {
  /** Nothing was sent yet. */
  fresh: boolean;
  /** It has thought: text behind thinking is written another way. */
  thought: boolean;
  /** A call was sent last. */
  calling: boolean;
};

/**
 * How a family of models writes. Plain objects, in the order in which the keys were recorded: nothing on the wire
 * depends on order, but a recording compares equal.
 */
export type Dialect = {
  /** How many hex digits follow `call_`. */
  callIdLength: number;
  /** Choices to send for an event; mostly one, sometimes several or none. */
  chunkChoices(index: number, event: ChoiceEvent, state: ChoiceState): object[];
  /** @param first the stream's first chunk */
  chunk(envelope: Envelope, choices: object[], first: boolean): object;
  usageChunk(envelope: Envelope, usage: Usage): object;
  completion(envelope: Envelope, choices: readonly WholeChoice[], usage: Usage): object;
};
