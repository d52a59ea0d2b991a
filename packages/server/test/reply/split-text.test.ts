import { assert, property, string } from "fast-check";
import { expect, it } from "vitest";
import { splitText } from "../../src/reply/split-text.ts";

it("cuts any text into pieces that are the text again, and that nothing cuts further", () => {
  assert(
    property(string({ unit: "grapheme" }), (text) => {
      const pieces = splitText(text);
      expect(pieces.join("")).toBe(text);
      for (const piece of pieces) expect(splitText(piece)).toEqual([piece]);
    }),
  );
});

it("cuts at words, and after two Han characters", () => {
  expect(splitText("It rains in 杭州今天。 Yes")).toEqual(["It", " rains", " in", " 杭州", "今天。", " Yes"]);
  expect(splitText("")).toEqual([]);
  expect(splitText("internationalisation")).toEqual(["internationa", "lisation"]);
});
