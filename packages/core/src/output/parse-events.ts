import type { ChatCompletion } from "@qwire/protocol";
import type { ReplyEvent } from "../events.ts";

/** A piece of the answer has changed its object. */
export type OutputDeltaEvent = {
  type: "output-delta";
  /** The object so far: one that grows in place, unchecked; what is to stay must be copied. */
  output: unknown;
  /** Under which everything lies that has changed, such as `["days", 2, "city"]`; `[]`: the whole. */
  path: ReadonlyArray<string | number>;
};

/** What came of it. */
export type ParseResult<Output> = {
  /** The answer as the schema gives it. */
  output: Output;
  /** The reply it stands in. */
  completion: ChatCompletion;
};

/** The answer is whole and fits its schema: always the last event, and never after an error. */
export type ParseFinishEvent<Output> = { type: "finish"; result: ParseResult<Output> };

/** What `parse()` yields. */
export type ParseEvent<Output> = ReplyEvent | OutputDeltaEvent | ParseFinishEvent<Output>;
