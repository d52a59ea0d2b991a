import { describe, expect, it } from "vitest";
import * as packed from "#vocabulary";
import { createMerger } from "../src/encode/merge-bytes.ts";
import { readVocabulary } from "../src/vocabulary/read-vocabulary.ts";
import type { Vocabulary } from "../src/vocabulary/vocabulary.ts";

const vocabulary = await readVocabulary(packed);
const mergeBytes = createMerger(vocabulary);

/** How often a text has two neighbours looked up: what its time grows with. */
function lookUps(text: string): number {
  let count = 0;
  const counted: Vocabulary = {
    ...vocabulary,
    merge(left, right) {
      count++;
      return vocabulary.merge(left, right);
    },
  };
  createMerger(counted)(new TextEncoder().encode(text));
  return count;
}

describe("mergeBytes", () => {
  it.each(["a", "你", "ab", "天气预报", " -"])("takes twice as many steps for twice as many %s", (piece) => {
    const [half, whole] = [lookUps(piece.repeat(1000)), lookUps(piece.repeat(2000))];
    expect(whole / half).toBeGreaterThan(1.9);
    expect(whole / half).toBeLessThan(2.1);
    expect(whole).toBeLessThan(3 * new TextEncoder().encode(piece.repeat(2000)).length);
  });

  it("merges what a plain scan for the lowest would", () => {
    for (const text of ["aaaaaaa", "internationalization", "ababab---==", "你好天气啊", "x".repeat(99)]) {
      expect([...mergeBytes(new TextEncoder().encode(text))]).toEqual(scan(text));
    }
  });

  it("takes nothing and a single byte", () => {
    expect([...mergeBytes(new Uint8Array())]).toEqual([]);
    expect([...mergeBytes(Uint8Array.of(33))]).toEqual([0]);
  });
});

/** As the reference is described: again and again the first pair of the lowest id. */
function scan(text: string): number[] {
  const ids = [...new TextEncoder().encode(text)].map((byte) => vocabulary.byteIds[byte] ?? -1);
  for (;;) {
    const pairs = ids.slice(1).map((id, at) => vocabulary.merge(ids[at] ?? -1, id));
    const lowest = Math.min(...pairs.filter((id) => id !== -1), Infinity);
    if (lowest === Infinity) return ids;
    ids.splice(pairs.indexOf(lowest), 2, lowest);
  }
}
