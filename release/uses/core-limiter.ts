import { deepStrictEqual } from "node:assert/strict";
import { createLimiter } from "@qwire/core/limiter";

const limiter = createLimiter({ maxConcurrent: 1, tokensPerMinute: 1000 });
deepStrictEqual([limiter.running(), limiter.waiting()], [0, 0]);
