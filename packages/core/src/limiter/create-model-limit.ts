import type { ErrorCode, Usage } from "@qwire/protocol";
import { isChatError } from "../chat-error.ts";
import type { ChatError } from "../chat-error.ts";
import type { LimitedEnd } from "../chat/limiter.ts";
import { createBucket } from "./create-bucket.ts";

/** Rates of one model, as its page in the console tells them. */
export type Rates = { requestsPerMinute: number; tokensPerMinute: number };

/** What one model is asked for: the service counts by model. */
export type ModelLimit = {
  /** Milliseconds until a request of so many tokens may go; `Infinity`: not before another one has ended. */
  delayFor(tokens: number, now: number): number;
  begin(tokens: number, now: number): void;
  end(began: { tokens: number; at: number }, end: LimitedEnd & { now: number }): void;
  /** About how many tokens a reply has, by those that came. */
  replyTokens(): number;
};

const throttles: ReadonlySet<ErrorCode> = new Set<ErrorCode>(["rate_limited", "quota_throttled", "burst_limited"]);

/** The service counts by the second as well: a minute's share is spread. Tokens come in larger portions. */
const requestsHoldMs = 1000;
const tokensHoldMs = 10_000;

const leastPauseMs = 1000;
const firstReplyTokens = 500;

/**
 * Starts with the rates alone. A 429 pauses the model and halves how many requests may run at once; each good reply allows a
 * little more again, one more for every round of them.
 */
export function createModelLimit({ requestsPerMinute, tokensPerMinute }: Rates): ModelLimit {
  const requests = Number.isFinite(requestsPerMinute) ? createBucket(requestsPerMinute, requestsHoldMs) : null;
  const tokens = Number.isFinite(tokensPerMinute) ? createBucket(tokensPerMinute, tokensHoldMs) : null;
  let allowed = Number.POSITIVE_INFINITY;
  let running = 0;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let halvedAt = Number.NEGATIVE_INFINITY;
  let replyTokens = firstReplyTokens;

  const slowDown = ({ code, retryAfterMs, minWaitMs }: ChatError, startedAt: number, now: number): void => {
    pausedUntil = Math.max(pausedUntil, now + Math.max(retryAfterMs ?? minWaitMs, leastPauseMs));
    if (code === "quota_throttled") tokens?.empty(now);
    // What was already under way when it was halved says nothing new.
    if (startedAt <= halvedAt) return;
    halvedAt = now;
    allowed = Math.max(1, Math.floor(Math.min(allowed, running + 1) / 2));
  };
  const learn = ({ completion_tokens: count }: Usage): void => {
    replyTokens += (count - replyTokens) / 10;
  };

  return {
    delayFor(amount, now) {
      if (running >= Math.floor(allowed)) return Number.POSITIVE_INFINITY;
      return Math.max(pausedUntil - now, requests?.delayFor(1, now) ?? 0, tokens?.delayFor(amount, now) ?? 0, 0);
    },
    begin(amount, now) {
      running += 1;
      requests?.take(1, now);
      tokens?.take(amount, now);
    },
    end(began, { usage, error, now }) {
      running -= 1;
      if (usage !== null) {
        learn(usage);
        tokens?.take(usage.total_tokens - began.tokens, now);
      }
      if (error === null) allowed += 1 / allowed;
      else if (isChatError(error) && throttles.has(error.code)) {
        // It was not let in, so it has cost nothing.
        tokens?.take(-began.tokens, now);
        slowDown(error, began.at, now);
      }
    },
    replyTokens: () => replyTokens,
  };
}
