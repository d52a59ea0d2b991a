import { describe, expect, it } from "vitest";
import type { Receiver } from "../../src/batch-source.ts";
import { chainBatches, waitFor } from "../../src/run/chain-batches.ts";
import type { Parts } from "../../src/run/chain-batches.ts";

type Told = readonly number[] | "end" | { failure: unknown };
const telling: Receiver<readonly number[], Told> = {
  take: (batch) => (batch.length > 0 ? batch : undefined),
  end: () => "end",
  fail: (failure) => ({ failure }),
};
/** Everything that is told, up to the end or a failure. */
async function everything(parts: Parts<number, number>): Promise<Told[]> {
  const source = chainBatches(parts, (last) => [last]);
  const told: Told[] = [];
  for (;;) {
    const one = await source.pull(telling);
    told.push(one);
    if (one === "end" || "failure" in one) return told;
  }
}

describe("chainBatches", () => {
  it("tells batches and the batches of sources in order, and what is returned last", async () => {
    function* parts(): Parts<number, number> {
      yield [1, 2];
      yield [];
      yield chainBatches(inner(), (last) => [last]);
      return 5;
    }
    function* inner(): Parts<number, number> {
      yield [3];
      return 4;
    }
    expect(await everything(parts())).toEqual([[1, 2], [3], [4], [5], "end"]);
  });

  it("waits for what the generator waits for, and throws a failure inside it", async () => {
    const seen: unknown[] = [];
    function* parts(): Parts<number, number> {
      seen.push(yield* waitFor(Promise.resolve("good")));
      try {
        yield* waitFor(Promise.reject(new Error("bad")));
      } catch (error) {
        seen.push(error);
      }
      yield [1];
      return yield* waitFor(Promise.reject(new Error("worse")));
    }
    expect(await everything(parts())).toEqual([[1], { failure: new Error("worse") }]);
    expect(seen).toEqual(["good", new Error("bad")]);
  });

  it("left while something is waited for, ends the generator and tells nothing of it", async () => {
    const waited = Promise.withResolvers<string>();
    const seen: string[] = [];
    function* parts(): Parts<number, number> {
      try {
        seen.push(yield* waitFor(waited.promise));
      } finally {
        seen.push("left");
      }
      return 1;
    }
    const source = chainBatches(parts(), (last) => [last]);
    const pulled = source.pull(telling);
    await source.leave();
    waited.resolve("too late");
    expect(await pulled).toBe("end");
    expect(seen).toEqual(["left"]);
    expect(await source.pull(telling)).toBe("end");
  });

  it("may be left by a function the generator has called", async () => {
    const leaving: { source?: ReturnType<typeof chainBatches<number, number>>; left?: unknown } = {};
    function* parts(): Parts<number, number> {
      leaving.left = leaving.source?.leave();
      yield [1];
      return 2;
    }
    leaving.source = chainBatches(parts(), (last) => [last]);
    expect(await leaving.source.pull(telling)).toEqual([1]);
    await leaving.left;
    expect(await leaving.source.pull(telling)).toBe("end");
  });
});
