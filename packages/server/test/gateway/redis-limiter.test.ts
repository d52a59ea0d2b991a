import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { redisLimiter } from "../../src/redis.ts";
import type { RedisEval, RedisLimiterOptions } from "../../src/redis.ts";
import { chunk, question, streamHead, until, wait, wholeStream } from "./gateway-ground.ts";
import { limiterPromises } from "./limiter-promises.ts";
import { hasRedis, startRedis } from "./start-redis.ts";
import type { RedisServer } from "./start-redis.ts";

const ask = { tokens: 10, stream: true };

describe.skipIf(!hasRedis)("the limiter in Redis (skipped where redis-server is not installed)", () => {
  let redis: RedisServer;
  let nodeRedis: RedisEval;
  beforeAll(async () => {
    redis = await startRedis();
    nodeRedis = { eval: (script, keys, args) => redis.client.eval(script, { keys, arguments: args }) };
  });
  afterAll(() => redis.stop());
  beforeEach(async () => void (await redis.client.flushAll()));

  /** Makes everything that was spent so much older. */
  async function age(ms: number): Promise<void> {
    for (const key of await redis.client.keys("*:minute")) {
      const fields = Object.entries(await redis.client.hGetAll(key));
      await redis.client.del(key);
      for (const [field, amount] of fields) {
        await redis.client.hSet(key, `${field[0]}${Number(field.slice(1)) - Math.ceil(ms / 1000)}`, amount);
      }
    }
  }

  describe.each(["node-redis", "ioredis"])("over %s", (name) => {
    const own: Redis[] = [];
    afterAll(() => own.forEach((client) => client.disconnect()));
    it.each(limiterPromises)("$name", async ({ run }) => {
      const io = new Redis(redis.url);
      own.push(io);
      const ioredis: RedisEval = { eval: (script, keys, args) => io.eval(script, keys.length, ...keys, ...args) };
      const client = name === "ioredis" ? ioredis : nodeRedis;
      await run({ make: (limits) => redisLimiter(client, limits), pass: age });
    });
  });

  it("frees the slot of a gateway that died within its lease, and holds that of one that lives", async () => {
    const limits = { streams: 1, leaseMs: 300 };
    const living = await redisLimiter(nodeRedis, limits).acquire("ann", ask);
    await wait(700);
    expect(await redisLimiter(nodeRedis, limits).acquire("ann", ask)).toMatchObject({ reason: "streams" });
    if (living.ok) await living.settle(10);
    expect(await redisLimiter(nodeRedis, limits).acquire("ann", ask)).toMatchObject({ ok: true });
  });

  it("leaves nothing behind but what a minute ends", async () => {
    const lease = await redisLimiter(nodeRedis, { prefix: "own", streams: 1 }).acquire("ann", ask);
    if (lease.ok) await lease.settle(30);
    const keys = await redis.client.keys("*");
    expect(keys).toEqual(["own:{ann}:minute"]);
    const remainingMs = await redis.client.pTTL("own:{ann}:minute");
    expect(remainingMs).toBeGreaterThan(0);
    expect(remainingMs).toBeLessThanOrEqual(62_000);
  });

  it("refuses or lets pass while Redis does not answer, as it was told", async () => {
    const make = (whenDown: "open" | "closed"): ReturnType<typeof redisLimiter> =>
      redisLimiter(nodeRedis, { requestsPerMinute: 1, timeoutMs: 100, whenDown });
    redis.freeze();
    try {
      expect(await make("closed").acquire("ann", ask)).toEqual({
        ok: false,
        reason: "unavailable",
        retryAfterMs: 1000,
      });
      const lease = await make("open").acquire("ann", ask);
      expect(lease.ok).toBe(true);
      if (lease.ok) await lease.settle(10);
    } finally {
      redis.thaw();
    }
  });

  it("does so when the client fails, too", async () => {
    const broken: RedisEval = { eval: () => Promise.reject(new Error("down")) };
    expect(await redisLimiter(broken, {}).acquire("ann", ask)).toMatchObject({ reason: "unavailable" });
    const odd: RedisEval = { eval: async () => "OK" };
    expect(await redisLimiter(odd, {}).acquire("ann", ask)).toMatchObject({ reason: "unavailable" });
  });
});

describe.skipIf(!hasRedis)("several gateways that share Redis", () => {
  let redis: RedisServer;
  const gateways: ChildProcess[] = [];
  let isHolding = false;
  const service = createServer((_, response) => {
    response.writeHead(200, streamHead);
    if (isHolding) response.write(chunk({ content: "a" }));
    else response.end(wholeStream);
  });

  beforeAll(async () => {
    redis = await startRedis();
    await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  });
  afterAll(async () => {
    for (const gateway of gateways) gateway.kill("SIGKILL");
    service.closeAllConnections();
    service.close();
    await redis.stop();
  });

  async function startGateway(options: RedisLimiterOptions): Promise<{ url: string; process: ChildProcess }> {
    const { port } = service.address() as AddressInfo;
    const script = join(import.meta.dirname, "gateway-process.ts");
    const args = [
      "--conditions=@qwire/source",
      script,
      redis.url,
      `http://127.0.0.1:${port}/v1`,
      JSON.stringify(options),
    ];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    gateways.push(child);
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    return { url: String(line).trim(), process: child };
  }

  const post = (url: string, who: string): Promise<Response> =>
    fetch(`${url}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: who },
      body: JSON.stringify(question),
    });

  it("let as many requests in together as are allowed", { timeout: 20_000 }, async () => {
    const options = { requestsPerMinute: 10 };
    const started = await Promise.all([startGateway(options), startGateway(options), startGateway(options)]);
    const replies = await Promise.all(
      Array.from({ length: 30 }, (_, at) =>
        post(started[at % 3]?.url ?? "", "Bearer ann").then(({ status }) => status),
      ),
    );
    expect(replies.filter((status) => status === 200)).toHaveLength(10);
    expect(replies.filter((status) => status === 429)).toHaveLength(20);
  });

  it(
    "lose no slot for longer than its lease when one of them is killed in mid-stream",
    { timeout: 20_000 },
    async () => {
      isHolding = true;
      const options = { streams: 2, leaseMs: 1200 };
      const [one, other] = await Promise.all([startGateway(options), startGateway(options)]);
      const held = await Promise.all([post(one.url, "Bearer bob"), post(one.url, "Bearer bob")]);
      expect(held.map(({ status }) => status)).toEqual([200, 200]);
      // They live longer than a lease.
      await wait(1500);
      expect((await post(other.url, "Bearer bob")).status).toBe(429);

      const killedAt = performance.now();
      one.process.kill("SIGKILL");
      let status = 0;
      await until(() => one.process.signalCode !== null, "the gateway to be gone");
      while (status !== 200 && performance.now() - killedAt < 5000) {
        status = (await post(other.url, "Bearer bob")).status;
        if (status !== 200) await wait(50);
      }
      expect(status).toBe(200);
      expect(performance.now() - killedAt).toBeLessThan(options.leaseMs + 500);
    },
  );
});
