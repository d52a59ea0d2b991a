import { describe, expect, it } from "vitest";
import { inSlices, unlessTooLong } from "../../src/emulator/long-texts.ts";

describe("inSlices", () => {
  const read: string[] = [];
  const tokenizer = inSlices({
    count(text) {
      read.push(text);
      return text.length;
    },
    encode: (text) => [text.length],
  });

  it("reads a text of up to a million characters at once, and a longer one in slices that are the text again", () => {
    expect(tokenizer.count("short")).toBe(5);
    expect(read.splice(0)).toEqual(["short"]);
    const text = "ab".repeat(1_250_000);
    expect(tokenizer.count(text)).toBe(2_500_000);
    expect(read.map(({ length }) => length)).toEqual([1_000_000, 1_000_000, 500_000]);
    expect(read.splice(0).join("") === text).toBe(true);
    expect(tokenizer.encode?.(text)).toEqual([1_000_000, 1_000_000, 500_000]);
  });

  it("never cuts between the halves of a character", () => {
    tokenizer.count(`${"a".repeat(999_999)}😀b`);
    expect(read.splice(0).map(({ length }) => length)).toEqual([999_999, 3]);
  });
});

describe("unlessTooLong", () => {
  it("tells nothing of a text that is too long, and lets any other error pass", () => {
    const tooLong = Object.assign(new RangeError("too long"), { code: "text_too_long" });
    const thrower = (error: Error) => () => {
      throw error;
    };
    expect(unlessTooLong(() => 7)).toBe(7);
    expect(unlessTooLong(thrower(tooLong))).toBeUndefined();
    expect(() => unlessTooLong(thrower(new RangeError("other")))).toThrow("other");
  });
});
