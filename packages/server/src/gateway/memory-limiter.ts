import { createClock } from "../emulator/clock.ts";
import type { GatewayLimits, Lease, Limiter, LimitRefusal } from "./limiter.ts";

type Second = { requests: number; tokens: number };
type Use = { seconds: Map<number, Second>; streams: number };

/** Sixty whole ones, and the one that is running. */
const windowSeconds = 61;
const sweepAt = 1024;

/**
 * Limits for one process, exact to the second and never too generous: no minute, wherever it begins, holds more than is
 * allowed.
 *
 * @param now milliseconds since 1970; replaced in tests
 */
export function memoryLimiter(limits: GatewayLimits, now?: () => number): Limiter {
  const { requestsPerMinute = Infinity, tokensPerMinute = Infinity, streams = Infinity } = limits;
  const clock = createClock(now);
  const uses = new Map<string, Use>();
  const second = (): number => Math.floor(clock.now() / 1000);

  /** Until that second is a minute old. */
  const waitFor = (expiringSecond: number): number =>
    Math.max(1, (expiringSecond + windowSeconds) * 1000 - clock.now());

  return {
    acquire(key, { tokens, stream }): Lease | LimitRefusal {
      const at = second();
      if (uses.size >= sweepAt) sweep(uses, at);
      const use = uses.get(key) ?? { seconds: new Map<number, Second>(), streams: 0 };
      uses.set(key, use);
      prune(use, at);
      if (stream && use.streams >= streams) return { ok: false, reason: "streams", retryAfterMs: 1000 };
      const spent = total(use);
      const requestsOver = spent.requests + 1 - requestsPerMinute;
      const tokensOver = spent.tokens > 0 ? spent.tokens + tokens - tokensPerMinute : 0;
      if (requestsOver > 0 || tokensOver > 0) {
        // Whoever comes back in time must not be told of the other limit then.
        const requestsMs = requestsOver > 0 ? waitFor(secondThatFrees(use, requestsOver, "requests")) : 0;
        const tokensMs = tokensOver > 0 ? waitFor(secondThatFrees(use, tokensOver, "tokens")) : 0;
        const reason = requestsMs >= tokensMs ? "requests" : "tokens";
        return { ok: false, reason, retryAfterMs: Math.max(requestsMs, tokensMs) };
      }
      spend(use, at, { requests: 1, tokens });
      if (stream) use.streams++;
      return {
        ok: true,
        settle(actual) {
          if (stream) use.streams--;
          const difference = actual - tokens;
          // What was held too much goes back to where it was held; what came on top is spent now.
          const held = use.seconds.get(at);
          if (difference > 0) spend(use, second(), { requests: 0, tokens: difference });
          else if (held !== undefined) held.tokens += difference;
        },
      };
    },
  };
}

function spend(use: Use, at: number, { requests, tokens }: Second): void {
  const second = use.seconds.get(at) ?? { requests: 0, tokens: 0 };
  second.requests += requests;
  second.tokens += tokens;
  use.seconds.set(at, second);
}

function prune({ seconds }: Use, now: number): void {
  for (const at of seconds.keys()) if (at <= now - windowSeconds) seconds.delete(at);
}

function total({ seconds }: Use): Second {
  const sum = { requests: 0, tokens: 0 };
  for (const { requests, tokens } of seconds.values()) {
    sum.requests += requests;
    sum.tokens += tokens;
  }
  return sum;
}

/** The second with whose end so much is free again; the last one if more is wanted than was spent. */
function secondThatFrees({ seconds }: Use, wanted: number, what: keyof Second): number {
  let free = 0;
  let last = 0;
  for (const [at, second] of [...seconds].toSorted(([a], [b]) => a - b)) {
    last = at;
    free += second[what];
    if (free >= wanted) break;
  }
  return last;
}

/** Forgets who has used nothing for a minute. */
function sweep(uses: Map<string, Use>, now: number): void {
  for (const [key, use] of uses) {
    prune(use, now);
    if (use.streams === 0 && use.seconds.size === 0) uses.delete(key);
  }
}
