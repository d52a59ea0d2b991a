import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shareTimer } from "../src/share-timer.ts";
import type { Clock } from "../src/wait.ts";
import { fakeClock } from "./fixtures/fake-clock.ts";

/** Waits begun, taken back and waited for, in any order. */
const doings = fc.array(
  fc.oneof(
    fc.record({ type: fc.constant("wait"), ms: fc.nat(50), then: fc.option(fc.nat(50), { nil: null }) }),
    fc.record({ type: fc.constant("cancel"), which: fc.nat(9) }),
    fc.record({ type: fc.constant("advance"), ms: fc.nat(40) }),
  ),
  { maxLength: 25 },
);

describe("shareTimer", () => {
  it("ends every wait when a timer of its own would, with one timer for all, and leaves none", async () => {
    await fc.assert(
      fc.asyncProperty(doings, async (steps) => {
        const told = await Promise.all(
          [false, true].map(async (isShared) => {
            const time = fakeClock();
            const shared = shareTimer(time);
            const clock: Clock = isShared ? shared : time;
            const ended: Array<[wait: number, at: number]> = [];
            const cancels: Array<() => void> = [];
            for (const [at, step] of steps.entries()) {
              if (step.type === "cancel") cancels[step.which]?.();
              else if (step.type === "advance") await time.advance(step.ms);
              else {
                const { ms, then } = step;
                const end = (): void => {
                  ended.push([at, time.now()]);
                  // What ends may begin to wait anew.
                  if (then !== null) cancels.push(clock.after(then, () => void ended.push([-at, time.now()])));
                };
                cancels.push(clock.after(ms, end));
              }
              if (isShared) expect(time.pending()).toBeLessThanOrEqual(1);
            }
            shared.release();
            await time.advance(100);
            expect(time.pending()).toBe(0);
            return ended.toSorted(([a, atA], [b, atB]) => atA - atB || a - b);
          }),
        );
        expect(told[1]).toEqual(told[0]);
      }),
      { numRuns: 300 },
    );
  });

  it("sets no timer anew for waits that are taken back one after another", () => {
    const time = fakeClock();
    const { after, release } = shareTimer(time);
    for (let round = 0; round < 100; round += 1) after(1000, () => undefined)();
    expect(time.waits).toEqual([1000]);
    release();
    expect(time.pending()).toBe(0);
  });

  it("keeps its timer behind the release for the waits that are left", async () => {
    const time = fakeClock();
    const { after, release } = shareTimer(time);
    const ended: string[] = [];
    after(10, () => void ended.push("left"));
    after(5, () => void ended.push("taken back"))();
    release();
    await time.advance(10);
    expect(ended).toEqual(["left"]);
    expect(time.pending()).toBe(0);
  });
});
