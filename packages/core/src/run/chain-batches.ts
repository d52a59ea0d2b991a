import { nobody } from "../batch-source.ts";
import type { BatchSource, Receiver } from "../batch-source.ts";

/** A batch, a source of several, or something to wait for before the next. */
type Part<T> = readonly T[] | BatchSource<T> | Promise<unknown>;

/** Says what comes next. No async generator: in one every part costs a dozen promises, and more where it is nested. */
export type Parts<T, R> = Generator<Part<T>, R, unknown>;

/** Waits inside such a generator; a failure is thrown there. */
export function* waitFor<T>(promise: Promise<T>): Parts<never, T> {
  // A boundary: the chain hands back what it was given to wait for.
  return (yield promise) as T;
}

/**
 * Batches, and sources of batches, one behind the other. The generator says what comes next and is asked only when the last
 * one has ended: a piece of a long reply does not travel through it. A source that fails throws inside the generator.
 *
 * @param toLast makes the last batch of what the generator returns.
 */
export function chainBatches<T, R>(
  parts: Parts<T, R>,
  toLast: (returned: R) => readonly T[] | Promise<readonly T[]>,
): BatchSource<T> {
  const goOn = (): IteratorResult<Part<T>, R> => parts.next();
  /** How the generator goes on: with what it has waited for, or with its failure. */
  let resume = goOn;
  let waiting: BatchSource<T> | Promise<unknown> | null = null;
  let isOver = false;
  let to: Receiver<readonly T[], unknown> = nobody;

  const through: Receiver<readonly T[], unknown> = {
    take: (batch) => to.take(batch),
    end: () => ended,
    fail(error) {
      throw error;
    },
  };
  // One function for all of it: each async call in between would cost every batch a promise.
  const pull = async (): Promise<unknown> => {
    try {
      while (!isOver) {
        if (waiting !== null) {
          const source = "pull" in waiting ? waiting : null;
          try {
            const made: unknown = await (source === null ? waiting : source.pull(through));
            if (source !== null && made !== ended) {
              if (source.hasEnded?.() === true) waiting = null;
              return made;
            }
            resume = () => parts.next(made);
          } catch (error) {
            resume = () => parts.throw(error);
          }
          waiting = null;
          // It may have been left in the meantime.
          continue;
        }
        const step = resume();
        resume = goOn;
        if (step.done === true) {
          isOver = true;
          const made = to.take(await toLast(step.value));
          if (made !== undefined) return made;
          continue;
        }
        if (isBatch(step.value)) {
          const made = to.take(step.value);
          if (made !== undefined) return made;
        } else waiting = step.value;
      }
      return to.end();
    } catch (error) {
      isOver = true;
      return to.fail(error);
    }
  };

  return {
    pull<Made>(receiver: Receiver<readonly T[], Made>): Promise<Made> {
      to = receiver;
      // A boundary: what comes out is what this receiver makes.
      return pull() as Promise<Made>;
    },
    async leave() {
      isOver = true;
      // Waited for in any case: the generator may be at work, and this called by a function of the caller's inside it.
      await (waiting !== null && "pull" in waiting ? waiting.leave() : null);
      // A boundary: nobody looks at what is returned by a generator that is left.
      parts.return(undefined as R);
    },
  };
}

const ended: unique symbol = Symbol("ended");

function isBatch<T>(part: Part<T>): part is readonly T[] {
  return Array.isArray(part);
}
