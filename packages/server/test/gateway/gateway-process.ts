// Spawned by redis-limiter.test.ts: one of several gateways that share their limits.
import { Redis } from "ioredis";
import { createGateway } from "../../src/gateway.ts";
import { httpTransport, listen } from "../../src/node.ts";
import { redisLimiter } from "../../src/redis.ts";

const [redisUrl = "", baseURL = "", limits = "{}"] = process.argv.slice(2);
const redis = new Redis(redisUrl);
const gateway = createGateway({
  apiKey: "sk-1",
  models: ["qwen-plus"],
  authorize: (request) => request.headers.get("authorization"),
  baseURL,
  transport: httpTransport(),
  limiter: redisLimiter(
    { eval: (script, keys, args) => redis.eval(script, keys.length, ...keys, ...args) },
    JSON.parse(limits),
  ),
});
const { url } = await listen(gateway);
console.log(url);
