import type { ChatRequest } from "@qwire/protocol";
import type { ChatError } from "../chat-error.ts";

/** What a policy is told of a failed attempt. Nothing of the reply had been handed out yet. */
export type FailedAttempt = {
  error: ChatError;
  /** 1 for the first attempt. */
  attempt: number;
  /** As it was sent. */
  request: ChatRequest;
  /** Since the call began. */
  elapsedMs: number;
  /** From 0 to 1, for jitter. */
  random: number;
};

/** Wait so long, then send this (by default the same) request again. */
export type RetryDecision = { waitMs: number; request?: ChatRequest };

/** Decides after each failed attempt: a decision, or `null` to let the error pass. */
export type RetryPolicy = (failed: FailedAttempt) => RetryDecision | null | Promise<RetryDecision | null>;

/**
 * Waits longer each time, with full jitter: `random × min(maxWaitMs, baseMs × 2^(attempt - 1))`, but never less than the
 * server's `Retry-After` or the error row's `minWaitMs`. The service sends no `Retry-After` itself, and its limits
 * recover within about a minute (rate-limit page), so the defaults wait longer than most clients.
 *
 * @param options `retries`: how often to try again, default 4; `baseMs`: longest first wait, default 1,000;
 *   `maxWaitMs`: longest wait of all, default 60,000 (a longer `Retry-After` is not waited for).
 */
export function backoff(options: { retries?: number; baseMs?: number; maxWaitMs?: number } = {}): RetryPolicy {
  const { retries = 4, baseMs = 1000, maxWaitMs = 60_000 } = options;
  return ({ error, attempt, random }) => {
    const atLeastMs = Math.max(error.retryAfterMs ?? 0, error.minWaitMs);
    if (!error.retryable || attempt > retries || atLeastMs > maxWaitMs) return null;
    const jitteredMs = random * Math.min(maxWaitMs, baseMs * 2 ** (attempt - 1));
    return { waitMs: Math.min(maxWaitMs, atLeastMs + jitteredMs) };
  };
}
