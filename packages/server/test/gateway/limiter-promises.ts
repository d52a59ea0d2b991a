import assert from "node:assert/strict";
import type { GatewayLimits, Lease, Limiter, LimitRefusal } from "../../src/gateway.ts";

/** A limiter, and a way to let time pass for it. */
type LimiterGround = { make(limits: GatewayLimits): Limiter; pass(ms: number): Promise<void> };

export type LimiterPromise = {
  name: string;
  run(ground: LimiterGround): Promise<void>;
  /** Waits for minutes, where time is real. */
  isLong?: true;
};

const ask = { tokens: 10, stream: true };

function in_(answer: Lease | LimitRefusal): Lease {
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer;
}

function out(answer: Lease | LimitRefusal): LimitRefusal {
  assert.ok(!answer.ok);
  return answer;
}

/** What every limiter promises. */
export const limiterPromises: readonly LimiterPromise[] = [
  {
    name: "lets in as many requests a minute as are allowed, for each asker",
    async run({ make }) {
      const limiter = make({ requestsPerMinute: 3 });
      for (let times = 0; times < 3; times++) in_(await limiter.acquire("ann", ask));
      const { reason, retryAfterMs } = out(await limiter.acquire("ann", ask));
      assert.equal(reason, "requests");
      assert.ok(retryAfterMs > 55_000 && retryAfterMs <= 61_000, String(retryAfterMs));
      in_(await limiter.acquire("bob", ask));
    },
  },
  {
    name: "lets in again when the first request is a minute old",
    isLong: true,
    async run({ make, pass }) {
      const limiter = make({ requestsPerMinute: 2 });
      in_(await limiter.acquire("ann", ask));
      await pass(30_000);
      in_(await limiter.acquire("ann", ask));
      const { retryAfterMs } = out(await limiter.acquire("ann", ask));
      assert.ok(retryAfterMs > 25_000 && retryAfterMs <= 31_000, String(retryAfterMs));
      await pass(retryAfterMs);
      in_(await limiter.acquire("ann", ask));
      out(await limiter.acquire("ann", ask));
    },
  },
  {
    name: "promises a wait that is enough for every limit",
    isLong: true,
    async run({ make, pass }) {
      const limiter = make({ requestsPerMinute: 2, tokensPerMinute: 100 });
      in_(await limiter.acquire("ann", { tokens: 10, stream: false }));
      await pass(30_000);
      in_(await limiter.acquire("ann", { tokens: 60, stream: false }));
      const { reason, retryAfterMs } = out(await limiter.acquire("ann", { tokens: 50, stream: false }));
      assert.equal(reason, "tokens");
      await pass(retryAfterMs);
      in_(await limiter.acquire("ann", { tokens: 50, stream: false }));
    },
  },
  {
    name: "holds tokens, gives back what was too much, and counts what came on top",
    async run({ make }) {
      const limiter = make({ tokensPerMinute: 100 });
      const first = in_(await limiter.acquire("ann", { tokens: 90, stream: false }));
      assert.equal(out(await limiter.acquire("ann", { tokens: 20, stream: false })).reason, "tokens");
      await first.settle(30);
      const second = in_(await limiter.acquire("ann", { tokens: 20, stream: false }));
      await second.settle(69);
      in_(await limiter.acquire("ann", { tokens: 1, stream: false }));
      out(await limiter.acquire("ann", { tokens: 1, stream: false }));
    },
  },
  {
    name: "lets one request in that is larger than the limit, and makes the next wait for it",
    async run({ make }) {
      const limiter = make({ tokensPerMinute: 100 });
      in_(await limiter.acquire("ann", { tokens: 500, stream: false }));
      assert.equal(out(await limiter.acquire("ann", { tokens: 1, stream: false })).reason, "tokens");
    },
  },
  {
    name: "counts streams while they run, and only streams",
    async run({ make }) {
      const limiter = make({ streams: 2 });
      const first = in_(await limiter.acquire("ann", ask));
      in_(await limiter.acquire("ann", ask));
      assert.equal(out(await limiter.acquire("ann", ask)).reason, "streams");
      in_(await limiter.acquire("ann", { tokens: 10, stream: false }));
      await first.settle(10);
      in_(await limiter.acquire("ann", ask));
    },
  },
  {
    name: "does not count what it refuses",
    async run({ make }) {
      const limiter = make({ requestsPerMinute: 2, streams: 1 });
      const first = in_(await limiter.acquire("ann", ask));
      for (let times = 0; times < 5; times++) assert.equal(out(await limiter.acquire("ann", ask)).reason, "streams");
      await first.settle(10);
      in_(await limiter.acquire("ann", ask));
      assert.equal(out(await limiter.acquire("ann", { tokens: 1, stream: false })).reason, "requests");
    },
  },
  {
    name: "lets everything in where nothing is limited",
    async run({ make }) {
      const limiter = make({});
      for (let times = 0; times < 200; times++) in_(await limiter.acquire("ann", { tokens: 1_000_000, stream: true }));
    },
  },
  {
    name: "takes any name for what it is",
    async run({ make }) {
      const limiter = make({ requestsPerMinute: 1 });
      for (const key of ["", "__proto__", "a}b{c", "a:b", "汉字 🙂", "x".repeat(2000)]) {
        in_(await limiter.acquire(key, ask));
        out(await limiter.acquire(key, ask));
      }
    },
  },
];
