import { assert, jsonValue, property } from "fast-check";
import { expect, it } from "vitest";
import { stableText } from "../../src/emulator/stable-text.ts";

it("writes JSON that means the same, however keys are ordered", () => {
  assert(
    property(jsonValue(), (value) => {
      const text = stableText(value);
      expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(JSON.parse(JSON.stringify(inOrder(value)))));
      expect(stableText(reversed(value))).toBe(text);
    }),
  );
});

it("tells a bigint from the same digits in quotes, and one text from another", () => {
  expect(stableText({ seed: 18446744073709551615n })).toBe('{"seed":18446744073709551615}');
  expect(stableText(["a-b", 'a"b', "a\nb", "你好"])).toBe('["a-b","a\\"b","a\\nb","你好"]');
});

type Fields = { [key: string]: unknown };
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

/** The same value with the keys of its objects arranged. */
function arranged(value: unknown, arrange: (keys: string[]) => string[]): unknown {
  if (Array.isArray(value)) return value.map((entry) => arranged(entry, arrange));
  if (!isFields(value)) return value;
  return Object.fromEntries(arrange(Object.keys(value)).map((key) => [key, arranged(value[key], arrange)]));
}

const reversed = (value: unknown): unknown => arranged(value, (keys) => keys.toReversed());
const inOrder = (value: unknown): unknown => arranged(value, (keys) => keys.toSorted());
