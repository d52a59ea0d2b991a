/** What a request wants. */
export type LimitAsk = {
  /** Tokens it may cost, prompt and reply together, as far as that can be told before. */
  tokens: number;
  /** Whether it holds one of the concurrent streams while it runs. */
  stream: boolean;
};

/** A request that was let in. */
export type Lease = {
  ok: true;
  /** Said once, when the reply has ended. @param tokens what it really cost */
  settle(tokens: number): void | Promise<void>;
};

/** A request that was not, and when to try again. */
export type LimitRefusal = {
  ok: false;
  reason: "requests" | "tokens" | "streams" | "unavailable";
  retryAfterMs: number;
};

/** Counts what each asker uses. */
export type Limiter = {
  /** @param key who asks */
  acquire(key: string, ask: LimitAsk): Promise<Lease | LimitRefusal> | Lease | LimitRefusal;
};

/** How much each asker may use. What is not given has no limit. */
export type GatewayLimits = {
  /** Requests in any minute. */
  requestsPerMinute?: number;
  /** Tokens in any minute, of prompts and replies together. One request may go beyond; the next ones wait for it. */
  tokensPerMinute?: number;
  /** Streams at the same time. */
  streams?: number;
};
