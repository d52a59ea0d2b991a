import { randomId } from "./random-id.ts";
import { acquireScript, renewScript, settleScript } from "./redis-scripts.ts";
import type { GatewayLimits, Lease, LimitAsk, Limiter, LimitRefusal } from "./limiter.ts";

/** What is needed of a Redis client. `@upstash/redis` fits as it is; `node-redis` and `ioredis` with a line: see the README. */
export type RedisEval = {
  eval(script: string, keys: string[], args: string[]): Promise<unknown>;
};

export type RedisLimiterOptions = GatewayLimits & {
  /**
   * What happens while Redis cannot be asked. `closed`: requests are refused with a 503. `open`: they pass, without
   * limits. Default `closed`.
   */
  whenDown?: "closed" | "open";
  /**
   * How long a stream's slot is held without a word from its gateway, in milliseconds: after a crash it is free again
   * within that time. Default 30,000.
   */
  leaseMs?: number;
  /** How long Redis may take to answer, in milliseconds. Default 1000. */
  timeoutMs?: number;
  /** What keys begin with. Default `qwire:gateway`. */
  prefix?: string;
};

/**
 * The limits of `memoryLimiter`, shared by all gateways that use the same Redis (6.2 or newer, or what speaks its
 * protocol and runs scripts).
 */
export function redisLimiter(client: RedisEval, options: RedisLimiterOptions): Limiter {
  const { requestsPerMinute, tokensPerMinute, streams } = options;
  const { whenDown = "closed", leaseMs = 30_000, timeoutMs = 1000, prefix = "qwire:gateway" } = options;
  const limits = [requestsPerMinute, tokensPerMinute, streams].map((limit) => String(limit ?? -1));

  // Whatever a client throws, it throws later.
  const run = async (script: string, keys: string[], args: string[]): Promise<unknown> =>
    client.eval(script, keys, args);

  const hold = (keys: string[], lease: string): (() => void) => {
    const renew = (): void => {
      // Redis away for a while: the next one may come in time.
      void run(renewScript, keys, [lease, String(leaseMs)]).then(undefined, () => {});
    };
    const timer = setInterval(renew, leaseMs / 3);
    return () => clearInterval(timer);
  };

  return {
    async acquire(key: string, { tokens, stream }: LimitAsk): Promise<Lease | LimitRefusal> {
      // The braces keep both on one node of a cluster.
      const keys = [`${prefix}:{${key}}:minute`, `${prefix}:{${key}}:streams`];
      const lease = randomId();
      const args = [...limits, String(Math.ceil(tokens)), stream ? "1" : "0", lease, String(leaseMs)];
      const answer = await inTime(run(acquireScript, keys, args).then(readAnswer), timeoutMs).catch(() => null);
      if (answer === null) {
        return whenDown === "open"
          ? { ok: true, settle() {} }
          : { ok: false, reason: "unavailable", retryAfterMs: 1000 };
      }
      if (!answer.ok) return answer;
      const release = stream ? hold(keys, lease) : null;
      return {
        ok: true,
        async settle(actual) {
          release?.();
          const difference = Math.ceil(actual) - Math.ceil(tokens);
          await run(settleScript, keys, [lease, String(answer.second), String(difference)]);
        },
      };
    },
  };
}

type Answer = { ok: true; second: number } | LimitRefusal;

/** @throws TypeError on what the script does not say */
function readAnswer(answer: unknown): Answer {
  if (!Array.isArray(answer)) throw new TypeError("The limiter's script gave no list.");
  const [isIn, word, waitMs]: unknown[] = answer;
  if (Number(isIn) === 1) return { ok: true, second: Number(word) };
  const reason = (["requests", "tokens", "streams"] as const).find((one) => one === String(word));
  if (reason === undefined) throw new TypeError("The limiter's script gave no reason.");
  return { ok: false, reason, retryAfterMs: Number(waitMs) };
}

function inTime<Value>(work: Promise<Value>, timeoutMs: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("Redis did not answer in time.")), timeoutMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
