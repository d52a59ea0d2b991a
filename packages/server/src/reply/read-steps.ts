import type { Step, Steps } from "../emulator/step.ts";
import { waiting } from "./source.ts";
import type { Source } from "./source.ts";

/**
 * An engine's steps. The engine is not even asked before its first step is wanted; leaving it is not waited for, as one
 * that hangs must not hold up the reply's end. What it throws is thrown by `next`.
 */
export function readSteps(ask: () => Steps | Promise<Steps>): Source<Step> {
  let iterator: Iterator<Step, unknown> | AsyncIterator<Step, unknown> | null = null;
  let arrived: IteratorResult<Step, unknown> | null = null;
  let failure: { error: unknown } | null = null;

  const begin = (steps: Steps): void => void (iterator = open(steps));
  const later = <Value>(promise: Promise<Value>, arrive: (value: Value) => void, wake: () => void): typeof waiting => {
    void promise.then(arrive, (error: unknown) => void (failure = { error })).then(wake);
    return waiting;
  };
  return {
    next(wake) {
      if (failure !== null) throw failure.error;
      if (iterator === null) {
        const steps = ask();
        if (steps instanceof Promise) return later(steps, begin, wake);
        iterator = open(steps);
      }
      const next = arrived ?? iterator.next();
      arrived = null;
      if (next instanceof Promise) return later(next, (result) => void (arrived = result), wake);
      return next.done === true ? null : next.value;
    },
    leave() {
      const left = async (): Promise<unknown> => iterator?.return?.();
      left().catch(() => {});
    },
  };
}

function open(steps: Steps): Iterator<Step, unknown> | AsyncIterator<Step, unknown> {
  if (typeof steps === "string") return [{ say: steps }].values();
  return Symbol.asyncIterator in steps ? steps[Symbol.asyncIterator]() : steps[Symbol.iterator]();
}
