import type { Step, Steps } from "../emulator/step.ts";
import { orAbort } from "./or-abort.ts";

/** An engine's steps, one at a time. */
export type StepReader = {
  /** The next step; a promise only where the engine makes it wait; `null` once the signal has fired. */
  next(): Next | Promise<Next>;
  /** Lets the engine go. Not waited for: one that hangs must not hold up the reply's end. */
  leave(): void;
};

type Next = IteratorResult<Step, unknown> | null;
type StepIterator = Iterator<Step, unknown> | AsyncIterator<Step, unknown>;

/** Prepares to read; the engine is not even asked before its first step is wanted. */
export function readSteps(ask: () => Steps | Promise<Steps>, signal: AbortSignal): StepReader {
  let iterator: StepIterator | null = null;
  const pull = (steps: Steps): Next | Promise<Next> => {
    iterator = open(steps);
    return wait(iterator.next());
  };
  const wait = (next: IteratorResult<Step, unknown> | Promise<IteratorResult<Step, unknown>>): Next | Promise<Next> =>
    next instanceof Promise ? orAbort(next, signal) : next;
  return {
    next() {
      if (signal.aborted) return null;
      if (iterator !== null) return wait(iterator.next());
      const steps = ask();
      if (!(steps instanceof Promise)) return pull(steps);
      return orAbort(steps, signal).then((asked) => (asked === null ? null : pull(asked)));
    },
    leave() {
      const left = async (): Promise<unknown> => iterator?.return?.();
      left().catch(() => {});
    },
  };
}

function open(steps: Steps): StepIterator {
  if (typeof steps === "string") return [{ say: steps }].values();
  return Symbol.asyncIterator in steps ? steps[Symbol.asyncIterator]() : steps[Symbol.iterator]();
}
