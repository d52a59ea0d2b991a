import type { Step, Steps } from "../emulator/step.ts";
import { waiting } from "./source.ts";

/** An engine that is asked for its steps one by one. */
export type StepReader = {
  /** Let go once it has answered: what is only needed to ask does not wait along with a crowd of slow replies. */
  ask: (() => Steps | Promise<Steps>) | null;
  iterator: Iterator<Step, unknown> | AsyncIterator<Step, unknown> | null;
  /** What was waited for. */
  arrived: IteratorResult<Step, unknown> | null;
  failure: { error: unknown } | null;
};

/** Reads an engine's steps. It is not even asked before its first step is wanted. */
export function readSteps(ask: () => Steps | Promise<Steps>): StepReader {
  return { ask, iterator: null, arrived: null, failure: null };
}

/**
 * The next step; `null` after the last one; or `waiting`: ask again when `wake` has been called.
 *
 * @throws what the engine throws
 */
export function nextStep(reader: StepReader, wake: () => void): Step | null | typeof waiting {
  if (reader.failure !== null) throw reader.failure.error;
  if (reader.ask !== null) {
    const steps = reader.ask();
    reader.ask = null;
    if (steps instanceof Promise) {
      return later(steps, (came) => void (reader.iterator = open(came)), { reader, wake });
    }
    reader.iterator = open(steps);
  }
  const next = reader.arrived ?? reader.iterator?.next();
  reader.arrived = null;
  if (next instanceof Promise) return later(next, (result) => void (reader.arrived = result), { reader, wake });
  return next === undefined || next.done === true ? null : next.value;
}

/** Leaves the engine. That is not waited for: one that hangs must not hold up the reply's end. */
export function leaveSteps({ iterator }: StepReader): void {
  const left = async (): Promise<unknown> => iterator?.return?.();
  left().catch(() => {});
}

function later<Value>(
  promise: Promise<Value>,
  arrive: (value: Value) => void,
  { reader, wake }: { reader: StepReader; wake(): void },
): typeof waiting {
  const fail = (error: unknown): void => void (reader.failure = { error });
  void promise.then(arrive, fail).then(wake);
  return waiting;
}

function open(steps: Steps): Iterator<Step, unknown> | AsyncIterator<Step, unknown> {
  if (typeof steps === "string") return [{ say: steps }].values();
  return Symbol.asyncIterator in steps ? steps[Symbol.asyncIterator]() : steps[Symbol.iterator]();
}
