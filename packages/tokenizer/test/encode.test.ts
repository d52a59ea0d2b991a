import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { splitWords } from "../src/encode/split-words.ts";
import { isTextTooLong, loadTokenizer } from "../src/index.ts";

const tokenizer = await loadTokenizer();
const expected = JSON.parse(readFileSync(join(import.meta.dirname, "fixtures/expected-ids.json"), "utf8")) as Array<{
  text: string;
  ids: number[];
}>;

describe("encode", () => {
  it.each([
    ["你好", [108386]],
    ["天气", [104307]],
    ["你好啊", [108386, 103924]],
    ["我很好", [35946, 101243]],
  ])("%s has the ids the 2025 document prints", (text, ids) => {
    expect(tokenizer.encode(text)).toEqual(ids);
  });

  it.each(expected)("gives the reference's ids: $text", ({ text, ids }) => {
    expect(tokenizer.encode(text)).toEqual(ids);
    expect(tokenizer.count(text)).toBe(ids.length);
  });

  it("knows words it has met before, and forgets none wrongly when there are too many", () => {
    const words = Array.from({ length: 25_000 }, (_, at) => ` w${at.toString(36)}`);
    const text = words.join("");
    const first = tokenizer.encode(text);
    expect(tokenizer.encode(text)).toEqual(first);
    expect(tokenizer.decode(first)).toBe(text);
  });

  it("an empty text has no tokens", () => {
    expect(tokenizer.encode("")).toEqual([]);
    expect(tokenizer.count("")).toBe(0);
  });
});

describe("decode", () => {
  it("gives any text back, in NFC, with U+FFFD for lone surrogates", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" })), (text) => {
        const ids = tokenizer.encode(text);
        expect(tokenizer.decode(ids)).toBe(text.toWellFormed().normalize("NFC"));
        expect(tokenizer.count(text)).toBe(ids.length);
      }),
      { numRuns: 50 },
    );
  });

  it("a part of a character becomes U+FFFD, a mark of byte order stays", () => {
    expect(tokenizer.decode(tokenizer.encode("𒀀").slice(0, 1))).toBe("\ufffd");
    expect(tokenizer.decode(tokenizer.encode("\ufeffa"))).toBe("\ufeffa");
  });

  it.each([-1, 151_669, 1.5, Number.NaN])("there is no token %d, and it says which there are", (id) => {
    expect(() => tokenizer.decode([id])).toThrow(
      new RangeError(`There is no token ${id}: ids are whole numbers from 0 to 151668.`),
    );
  });
});

describe("special tokens", () => {
  const text = "<|im_start|>user\n<think>";

  it("are read where they stand, and told by name", () => {
    expect(tokenizer.encode(text)).toEqual([151_644, 872, 198, 151_667]);
    expect(tokenizer.decode([151_644, 872, 198, 151_667])).toBe(text);
    expect(tokenizer.specialTokens.get("<|im_end|>")).toBe(151_645);
    expect(tokenizer.specialTokens.size).toBe(26);
  });

  it("are spelt out where that is wanted: nothing a stranger writes is a mark", () => {
    const ids = tokenizer.encode(text, { specialTokens: "spell" });
    expect(Math.max(...ids)).toBeLessThan(151_643);
    expect(tokenizer.decode(ids)).toBe(text);
    expect(tokenizer.count(text, { specialTokens: "spell" })).toBe(ids.length);
  });
});

describe("a text that is too long", () => {
  it("is refused with both lengths and the remedy, and none of its words", async () => {
    const small = await loadTokenizer({ maxCharacters: 10 });
    expect(small.count("0123456789")).toBe(10);
    let thrown: unknown;
    try {
      small.count("secret text");
    } catch (error) {
      thrown = error;
    }
    expect(isTextTooLong(thrown)).toBe(true);
    expect(thrown).toMatchObject({ code: "text_too_long", characters: 11, maxCharacters: 10 });
    expect(String(thrown)).toMatch(/^RangeError: A text of 11 characters is beyond the 10 .*cut it/);
    expect(String(thrown)).not.toContain("secret");
    expect(isTextTooLong(new RangeError("other"))).toBe(false);
  });

  it.each([0, -1, 4_000_001, Number.NaN])("maxCharacters cannot be %d", async (maxCharacters) => {
    await expect(loadTokenizer({ maxCharacters })).rejects.toThrow(/maxCharacters takes a number from 1 to 4000000/);
  });

  // What merging so much takes is measured by derive/src/check.ts.
  it.each(["𠮷", "é", "  ", "—!"])(
    "the longest there may be, of %j, is split without overflowing the stack",
    (piece) => {
      expect([...splitWords(piece.repeat(2_000_000))]).toHaveLength(1);
    },
  );
});
