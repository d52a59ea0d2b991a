import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryLimiter } from "../../src/gateway.ts";
import { limiterPromises } from "./limiter-promises.ts";

describe("the limiter in memory", () => {
  it.each(limiterPromises)("$name", async ({ run }) => {
    let now = 1_700_000_000_000;
    await run({
      make: (limits) => memoryLimiter(limits, () => now),
      pass: async (ms) => void (now += ms),
    });
  });

  it("allows no minute, wherever it begins, more than the limit", async () => {
    const steps = fc.array(fc.record({ passMs: fc.nat({ max: 20_000 }), tokens: fc.integer({ min: 1, max: 50 }) }), {
      maxLength: 200,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        let now = 1_700_000_000_123;
        const limiter = memoryLimiter({ requestsPerMinute: 7, tokensPerMinute: 100 }, () => now);
        const taken: Array<{ at: number; tokens: number }> = [];
        for (const { passMs, tokens } of list) {
          now += passMs;
          const answer = await limiter.acquire("ann", { tokens, stream: false });
          if (answer.ok) taken.push({ at: now, tokens });
          else {
            // What it promises is enough to wait for.
            now += answer.retryAfterMs;
            const again = await limiter.acquire("ann", { tokens, stream: false });
            expect(again.ok).toBe(true);
            taken.push({ at: now, tokens });
          }
        }
        for (const { at } of taken) {
          const minute = taken.filter((one) => one.at >= at && one.at < at + 60_000);
          expect(minute.length).toBeLessThanOrEqual(7);
          expect(minute.reduce((sum, one) => sum + one.tokens, 0)).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  it("forgets who has used nothing for a minute", async () => {
    let now = 1_700_000_000_000;
    const limiter = memoryLimiter({ requestsPerMinute: 1 }, () => now);
    for (let name = 0; name < 100_000; name++) {
      now += 100;
      expect((await limiter.acquire(`user ${name}`, { tokens: 1, stream: false })).ok).toBe(true);
    }
  });
});
