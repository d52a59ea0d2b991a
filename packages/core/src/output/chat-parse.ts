import type { BatchSource } from "../batch-source.ts";
import { createReading } from "../chat/create-reading.ts";
import type { ItemReader } from "../chat/flatten-batches.ts";
import { loadedLater } from "../run/loaded-later.ts";
import type { ParseEvent, ParseResult } from "./parse-events.ts";
import type { ParseStart } from "./start-parse.ts";

/** An answer that is to be JSON, on its way. Nothing is sent before the first pull; leaving the loop gives it up. */
export type ChatParse<Output> = AsyncIterable<ParseEvent<Output>> &
  AsyncDisposable & {
    /**
     * The checked answer. Drives the call when nobody loops over it; may be asked again, during and after a loop. Inside the
     * loop, await it only at the `finish` event: before that it waits for the loop itself.
     *
     * @throws ChatError `output_invalid` where the reply is no JSON of the schema, with the reply as its `partial`; else as
     *   `stream()` does.
     */
    result(): Promise<ParseResult<Output>>;
    /** Gives up: the loop and `result()` throw `aborted` with this reason as its cause. */
    abort(reason?: unknown): void;
  };

/** Makes one that begins at the first pull. */
export function createChatParse<Output>(start: ParseStart<Output>): ChatParse<Output> {
  const reading = createReading<ParseResult<Output>>(
    start.call.control,
    "keep its events, or ask result() for the outcome.",
  );
  const read = (): ItemReader<ParseEvent<Output>> =>
    reading.read((outcome) => {
      // Loaded when the first one begins: who never asks for JSON does not carry it.
      const load = async (): Promise<BatchSource<ParseEvent<Output>>> =>
        (await import("./start-parse.ts")).startParse(start, outcome);
      return loadedLater(load);
    });
  return {
    [Symbol.asyncIterator]: read,
    async result() {
      if (!reading.isTaken()) await read().drain();
      return reading.outcome();
    },
    abort: reading.abort,
    [Symbol.asyncDispose]: reading.dispose,
  };
}
