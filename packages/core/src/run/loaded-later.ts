import type { BatchSource, Receiver } from "../batch-source.ts";
import { loadPart } from "../load-part.ts";

/** A source that is loaded at the first pull. */
export function loadedLater<T>(load: () => Promise<BatchSource<T>>): BatchSource<T> {
  let source: BatchSource<T> | null = null;
  let isLeft = false;

  const loadAndPull = async <R>(receiver: Receiver<readonly T[], R>): Promise<R> => {
    try {
      source = await loadPart(load);
    } catch (error) {
      return receiver.fail(error);
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
