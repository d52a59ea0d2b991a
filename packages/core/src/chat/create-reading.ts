import type { BatchSource } from "../batch-source.ts";
import { ChatError } from "../chat-error.ts";
import type { CallControl } from "../request/call-control.ts";
import { flattenBatches } from "./flatten-batches.ts";
import type { ItemReader } from "./flatten-batches.ts";

/** Where the end of a reading is told besides the loop. The first word counts. */
export type Outcome<R> = { resolve(result: R): void; reject(error: unknown): void };

/** Something that is read once, in one loop, and whose outcome may be asked beside it. */
export type Reading<R> = {
  /**
   * Begins the one loop.
   *
   * @throws TypeError the second time.
   */
  read<T>(open: (outcome: Outcome<R>) => BatchSource<T>): ItemReader<T>;
  isTaken(): boolean;
  outcome(): Promise<R>;
  /** Gives up, whether anybody reads or not. */
  abort(reason?: unknown): void;
  /** Gives up and waits until nothing is left running. */
  dispose(): Promise<void>;
};

/** @param remedy what to do instead of reading twice. */
export function createReading<R>(control: CallControl, remedy: string): Reading<R> {
  const { promise, resolve, reject } = Promise.withResolvers<R>();
  // Whoever loops sees the error there; it is no unhandled rejection when nobody asks for the outcome.
  promise.catch(() => undefined);
  let reader: ItemReader<unknown> | null = null;

  const abort = (reason?: unknown): void => control.abort(new ChatError("aborted", { cause: reason }));

  return {
    read(open) {
      if (reader !== null) throw new TypeError(`It is read once: ${remedy}`);
      const items = flattenBatches(open({ resolve, reject }), {
        interrupt: () => control.abort(new ChatError("aborted")),
        // Says nothing new, unless the reader left before the first pull.
        left: () => reject(new ChatError("aborted")),
      });
      reader = items;
      // Whoever asks for the outcome is told, although the loop may never come back for its next item.
      control.onGivenUp(items.settle);
      return items;
    },
    isTaken: () => reader !== null,
    outcome: () => promise,
    abort,
    async dispose() {
      // Left first: a source that is only given up would be let run to its own end.
      const leaving = reader?.return(undefined);
      abort();
      await leaving;
    },
  };
}
