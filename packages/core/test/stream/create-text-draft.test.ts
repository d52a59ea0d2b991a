import fc from "fast-check";
import { expect, it } from "vitest";
import { createTextDraft } from "../../src/stream/create-text-draft.ts";

it("keeps every piece in order, whenever it is asked", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.boolean()), { maxLength: 300 }), (steps) => {
      const draft = createTextDraft(Number.POSITIVE_INFINITY);
      let whole = "";
      for (const [piece, isAsked] of steps) {
        draft.add(piece);
        whole += piece;
        if (isAsked) expect(draft.text()).toBe(whole);
      }
      expect(draft.text()).toBe(steps.length === 0 ? null : whole);
      expect(draft.isBeyond()).toBe(false);
    }),
  );
});

it("keeps the beginning of a text that is too long, and says so", () => {
  const draft = createTextDraft(5);
  for (const piece of ["abc", "de", "f", "g"]) draft.add(piece);
  expect(draft.text()).toBe("abcde");
  expect(draft.isBeyond()).toBe(true);
});
