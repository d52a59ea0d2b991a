import type { BatchSource, Receiver } from "../batch-source.ts";
import { ChatError } from "../chat-error.ts";
import { plainCause } from "../request/plain-cause.ts";

/** A source that is loaded at the first pull. */
export function loadedLater<T>(load: () => Promise<BatchSource<T>>): BatchSource<T> {
  let source: BatchSource<T> | null = null;
  let isLeft = false;

  const loadAndPull = async <R>(receiver: Receiver<readonly T[], R>): Promise<R> => {
    try {
      source = await load();
    } catch (cause) {
      const message = "A part of qwire could not be loaded. Check that its files are where the bundler put them.";
      return receiver.fail(new ChatError("connection_failed", { message, cause: plainCause(cause) }));
    }
    if (!isLeft) return source.pull(receiver);
    await source.leave();
    return receiver.end();
  };

  return {
    pull: (receiver) => (source === null ? loadAndPull(receiver) : source.pull(receiver)),
    async leave() {
      isLeft = true;
      await source?.leave();
    },
  };
}
