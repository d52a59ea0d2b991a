import fc from "fast-check";
import { expect, it } from "vitest";
import { dueAfter } from "../../src/emulator/due-after.ts";

it("counts from now where no wait came before", () => {
  expect(dueAfter(Number.NEGATIVE_INFINITY, 50, 1000)).toBe(1050);
});

it("counts from when the wait before should have ended, where that rang late or a little early", () => {
  expect(dueAfter(1000, 50, 1007)).toBe(1050);
  expect(dueAfter(1000, 50, 999.5)).toBe(1050);
});

it("counts from now where the piece in between was not asked for at once", () => {
  expect(dueAfter(1000, 1000, 1400)).toBe(2400);
  expect(dueAfter(1000, 10, 1008)).toBe(1018);
});

it("makes no wait shorter than half of it, and none longer", () => {
  const ms = fc.double({ min: 0, max: 100_000, noNaN: true });
  fc.assert(
    fc.property(ms, ms, ms, (due, waitMs, now) => {
      const left = dueAfter(due, waitMs, now) - now;
      expect(left).toBeGreaterThanOrEqual(waitMs / 2 - 1e-6);
      expect(left).toBeLessThanOrEqual(waitMs + 1);
    }),
  );
});
