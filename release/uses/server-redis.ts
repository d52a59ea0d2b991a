// There is no Redis here: what the limiter decides when it cannot reach one.
import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { redisLimiter } from "@qwire/server/redis";

const unreachable = { eval: () => Promise.reject(new Error("ECONNREFUSED 127.0.0.1:6379")) };
const ask = { tokens: 10, stream: false };
const limits = { requestsPerMinute: 60 };
const open = await redisLimiter(unreachable, { ...limits, whenDown: "open" }).acquire("ada", ask);
const closed = await redisLimiter(unreachable, { ...limits, whenDown: "closed" }).acquire("ada", ask);
strictEqual(open.ok, true);
deepStrictEqual(closed.ok ? "let in" : closed.reason, "unavailable");
