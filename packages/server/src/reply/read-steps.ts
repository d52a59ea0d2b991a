import type { Step, Steps } from "../emulator/step.ts";
import { waiting } from "./source.ts";
import type { Source } from "./source.ts";

/**
 * An engine's steps. The engine is not even asked before its first step is wanted; leaving it is not waited for, as one
 * that hangs must not hold up the reply's end. What it throws is thrown by `next`.
 */
export function readSteps(ask: () => Steps | Promise<Steps>): Source<Step> {
  // Let go once it has answered: what is only needed to ask does not wait along with a crowd of slow replies.
  let engine: typeof ask | null = ask;
  let iterator: Iterator<Step, unknown> | AsyncIterator<Step, unknown> | null = null;
  let arrived: IteratorResult<Step, unknown> | null = null;
  let failure: { error: unknown } | null = null;

  return {
    next(wake) {
      if (failure !== null) throw failure.error;
      if (engine !== null) {
        const steps = engine();
        engine = null;
        if (steps instanceof Promise) {
          const begin = (came: Steps): void => void (iterator = open(came));
          return later(steps, { arrive: begin, fail: (error) => void (failure = { error }) }, wake);
        }
        iterator = open(steps);
      }
      const next = arrived ?? iterator?.next();
      arrived = null;
      if (next instanceof Promise) {
        const arrive = (result: IteratorResult<Step, unknown>): void => void (arrived = result);
        return later(next, { arrive, fail: (error) => void (failure = { error }) }, wake);
      }
      return next === undefined || next.done === true ? null : next.value;
    },
    leave() {
      const left = async (): Promise<unknown> => iterator?.return?.();
      left().catch(() => {});
    },
  };
}

function later<Value>(
  promise: Promise<Value>,
  { arrive, fail }: { arrive(value: Value): void; fail(error: unknown): void },
  wake: () => void,
): typeof waiting {
  void promise.then(arrive, fail).then(wake);
  return waiting;
}

function open(steps: Steps): Iterator<Step, unknown> | AsyncIterator<Step, unknown> {
  if (typeof steps === "string") return [{ say: steps }].values();
  return Symbol.asyncIterator in steps ? steps[Symbol.asyncIterator]() : steps[Symbol.iterator]();
}
