import { nobody } from "../batch-source.ts";
import type { BatchSource, Receiver } from "../batch-source.ts";

/**
 * Batches, and sources of batches, one behind the other. The generator says what comes next and is asked only when the last
 * one has ended: a piece of a long reply does not travel through it. A source that fails throws inside the generator.
 */
export function chainBatches<T>(parts: AsyncGenerator<readonly T[] | BatchSource<T>, unknown>): BatchSource<T> {
  let part: BatchSource<T> | null = null;
  let to: Receiver<readonly T[], unknown> = nobody;

  const through: Receiver<readonly T[], unknown> = {
    take: (batch) => to.take(batch),
    end: () => partEnded,
    fail(error) {
      throw error;
    },
  };
  const pull = async (): Promise<unknown> => {
    try {
      for (;;) {
        let next: ReturnType<typeof parts.next>;
        if (part === null) next = parts.next();
        else {
          try {
            const made = await part.pull(through);
            if (made !== partEnded) return made;
            next = parts.next();
          } catch (error) {
            next = parts.throw(error);
          }
          part = null;
        }
        const step = await next;
        if (step.done === true) return to.end();
        if ("pull" in step.value) part = step.value;
        else {
          const made = to.take(step.value);
          if (made !== undefined) return made;
        }
      }
    } catch (error) {
      return to.fail(error);
    }
  };

  return {
    pull<R>(receiver: Receiver<readonly T[], R>): Promise<R> {
      to = receiver;
      // A boundary: what comes out is what this receiver makes.
      return pull() as Promise<R>;
    },
    async leave() {
      await part?.leave();
      await parts.return(undefined);
    },
  };
}

const partEnded: unique symbol = Symbol("part ended");
