import { nobody } from "../batch-source.ts";
import type { BatchSource, Receiver } from "../batch-source.ts";

/** A batch, or a source of several. */
type Part<T> = readonly T[] | BatchSource<T>;

/**
 * Batches, and sources of batches, one behind the other. The generator says what comes next and is asked only when the last
 * one has ended: a piece of a long reply does not travel through it. A source that fails throws inside the generator.
 *
 * @param toLast makes the last batch of what the generator returns.
 */
export function chainBatches<T, R>(
  parts: AsyncGenerator<Part<T>, R>,
  toLast: (returned: R) => readonly T[] | Promise<readonly T[]>,
): BatchSource<T> {
  let part: BatchSource<T> | null = null;
  let isOver = false;
  let to: Receiver<readonly T[], unknown> = nobody;

  const through: Receiver<readonly T[], unknown> = {
    take: (batch) => to.take(batch),
    end: () => partEnded,
    fail(error) {
      throw error;
    },
  };
  /** What the receiver makes of a step of the generator; `undefined`: nothing yet. */
  const takeStep = async (next: Promise<IteratorResult<Part<T>, R>>): Promise<unknown> => {
    const step = await next;
    if (step.done === true) {
      isOver = true;
      return to.take(await toLast(step.value));
    }
    if (!isSource(step.value)) return to.take(step.value);
    part = step.value;
    return undefined;
  };
  const pullPart = async (from: BatchSource<T>): Promise<unknown> => {
    let made: unknown;
    try {
      made = await from.pull(through);
    } catch (error) {
      part = null;
      return takeStep(parts.throw(error));
    }
    if (made !== partEnded) return made;
    part = null;
    return takeStep(parts.next());
  };
  const pull = async (): Promise<unknown> => {
    try {
      while (!isOver) {
        const made = await (part === null ? takeStep(parts.next()) : pullPart(part));
        if (made !== undefined) return made;
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
      await part?.leave();
      // A boundary: nobody looks at what is returned by a generator that is left.
      await parts.return(undefined as R);
    },
  };
}

const partEnded: unique symbol = Symbol("part ended");

function isSource<T>(part: Part<T>): part is BatchSource<T> {
  return "pull" in part;
}
