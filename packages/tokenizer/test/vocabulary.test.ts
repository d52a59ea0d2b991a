import { createHash } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import * as packed from "#vocabulary";
import { readVocabulary } from "../src/vocabulary/read-vocabulary.ts";

describe("the packed vocabulary", () => {
  it("is what its hash says", () => {
    const planes = inflateRawSync(Buffer.from(packed.halves, "base64"));
    expect(createHash("sha256").update(planes).digest("hex")).toBe(packed.sha256);
    expect(packed.specialTokens).toHaveLength(26);
  });

  it("makes every token of two that come before it, once", async () => {
    const { size, left, right, merge } = await readVocabulary(packed);
    expect(size).toBe(151_643);
    for (let id = 256; id < size; id++) {
      const [first, second] = [left[id] ?? size, right[id] ?? size];
      if (first >= id || second >= id || merge(first, second) !== id) throw new Error(`token ${id}`);
    }
    expect(merge(size, size)).toBe(-1);
  });

  it.each([
    ["longer", { size: packed.size - 1 }],
    ["shorter", { size: packed.size + 1 }],
  ])("is refused with the remedy where it is %s than it says", async (_, change) => {
    await expect(readVocabulary({ ...packed, ...change })).rejects.toThrow(/is damaged: install the package again/);
  });

  it("is refused where it is no deflated data", async () => {
    const halves = btoa("nothing of the kind");
    await expect(readVocabulary({ ...packed, halves })).rejects.toThrow(TypeError);
  });
});
