// Takes the place of node:assert/strict in a page, where there is none.
import { assert } from "chai";

const { deepStrictEqual: deepEqual, strictEqual: equal, match, isOk: ok } = assert;
export { deepEqual, equal, match, ok };

/** Fails unless the promise does. */
export async function rejects(promise: Promise<unknown>): Promise<void> {
  const isKept = await promise.then(
    () => true,
    () => false,
  );
  equal(isKept, false, "It did not reject.");
}
