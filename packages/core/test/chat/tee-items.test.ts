import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { teeItems } from "../../src/chat/tee-items.ts";
import { settle } from "../fixtures/fake-clock.ts";

const move = fc.record({ branch: fc.nat(2), how: fc.constantFrom("next", "next", "next", "next", "return") });

describe("teeItems", () => {
  it("in whatever order branches read and leave: each sees the beginning, in order, and none is too far ahead", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(move, { maxLength: 60 }),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        async (moves, maxApart, breaks) => {
          let pulled = 0;
          let isClosed = false;
          const failure = new Error("broken");
          async function* source(): AsyncGenerator<number, undefined> {
            try {
              for (; pulled < 12;) yield pulled++;
              if (breaks) throw failure;
            } finally {
              isClosed = true;
            }
          }
          const branches = teeItems(source(), 3, { maxApart });
          const seen: number[][] = [[], [], []];
          const errors: unknown[] = [];
          const left = new Set<number>();
          for (const { branch, how } of moves) {
            if (how === "return") {
              left.add(branch);
              void branches[branch]?.return(undefined);
            } else {
              const step = branches[branch]?.next();
              step?.then(
                ({ done, value }) => done === true || seen[branch]?.push(value),
                (error: unknown) => errors.push(error),
              );
            }
            await settle();
            const open = [0, 1, 2].filter((at) => !left.has(at));
            const slowest = Math.min(...open.map((at) => seen[at]?.length ?? 0));
            for (const at of open) expect((seen[at]?.length ?? 0) - slowest).toBeLessThanOrEqual(maxApart);
          }
          for (const items of seen) expect(items).toEqual(items.map((_, at) => at));
          for (const error of errors) expect(error).toBe(failure);
          expect(errors.length).toBeLessThanOrEqual(breaks ? 3 : 0);
          if (left.size === 3 && pulled > 0) expect(isClosed).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});
