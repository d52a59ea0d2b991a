export { redisLimiter } from "./gateway/redis-limiter.ts";
export type { RedisEval, RedisLimiterOptions } from "./gateway/redis-limiter.ts";
