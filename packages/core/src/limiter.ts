export { createLimiter } from "./limiter/create-limiter.ts";
export type { CallLimiter, LimiterOptions } from "./limiter/create-limiter.ts";
