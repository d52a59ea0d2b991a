import type { ApiError } from "../http/api-error.ts";
import { serviceError, serviceErrorSaying } from "../http/service-errors.ts";
import type { Clock } from "./clock.ts";

/** How much is allowed, for each model by itself, as the service counts. What is not given has no limit. */
export type Limits = {
  /** Requests a minute. */
  rpm?: number;
  /** Tokens a minute, of prompts and replies together. */
  tpm?: number;
  /** Streams at the same time. */
  streams?: number;
};

/** One request that asks to be let in. */
type Entry = { model: string; stream: boolean; promptTokens(): number };

/** A request that was let in. `leave` once it has ended, with all tokens it has cost. */
type Admitted = { leave(tokens: () => number): void };

export type Limiter = {
  /** Lets a request in, or gives the service's 429. */
  admit(entry: Entry): Admitted | ApiError;
  clear(): void;
};

type Use = { recent: Array<{ at: number; tokens: number }>; streams: number };

const minuteMs = 60_000;
const maxModels = 1000;

/** Counts over the minute before each request, so that a limit recovers bit by bit. */
export function createLimiter(limits: Limits, clock: Clock): Limiter {
  const { rpm = Infinity, tpm = Infinity, streams = Infinity } = limits;
  const uses = new Map<string, Use>();
  const useOf = (model: string): Use => {
    const use = uses.get(model) ?? { recent: [], streams: 0 };
    uses.set(model, use);
    const oldest = uses.keys().next();
    if (uses.size > maxModels && !oldest.done) uses.delete(oldest.value);
    return use;
  };
  if (rpm === Infinity && tpm === Infinity && streams === Infinity) return unlimited;
  return {
    admit({ model, stream, promptTokens }) {
      const use = useOf(model);
      const now = clock.now();
      use.recent = use.recent.filter(({ at }) => at > now - minuteMs);
      if (stream && use.streams >= streams) return tooManyStreams();
      if (use.recent.length >= rpm) return serviceError("rate_limited");
      const tokens = tpm === Infinity ? 0 : promptTokens();
      const spent = use.recent.reduce((sum, one) => sum + one.tokens, 0);
      if (spent + tokens > tpm) return serviceError("quota_throttled");
      const entry = { at: now, tokens };
      use.recent.push(entry);
      if (stream) use.streams++;
      return {
        leave(total) {
          if (stream) use.streams--;
          if (tpm !== Infinity) entry.tokens = total();
        },
      };
    },
    clear: () => uses.clear(),
  };
}

const free: Admitted = { leave: () => {} };
const unlimited: Limiter = { admit: () => free, clear: () => {} };

/** The native code of the row: the compatible interface has none of its own for it. */
function tooManyStreams(): ApiError {
  return { ...serviceErrorSaying("rate_limited", "Too many concurrent requests."), code: "Throttling.Concurrency" };
}
