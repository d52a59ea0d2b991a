import type { ChatRequest } from "@qwire/protocol";
import { ChatError } from "../chat-error.ts";
import type { LimitedEnd, Limiter } from "../chat/limiter.ts";
import type { Clock } from "../wait.ts";
import { createModelLimit } from "./create-model-limit.ts";
import type { ModelLimit } from "./create-model-limit.ts";
import { estimateTokens } from "./estimate-tokens.ts";

/** What is held back. Without any of them only a 429 is. */
export type LimiterOptions = {
  /** Most replies under way at once, of all models together. Default: any number. */
  maxConcurrent?: number;
  /** For each model, spread evenly over the minute. Default: any number. */
  requestsPerMinute?: number;
  /** For each model, of requests and replies together, spread likewise. Default: any number. */
  tokensPerMinute?: number;
  /**
   * How many tokens a request holds, before the service has counted them. Default: a rough count of its texts; `@qwire/tokenizer`
   * counts exactly.
   */
  countTokens?: (request: ChatRequest) => number;
};

/** A limiter, and what it has to do. Give the same one to all clients of an account. */
export type CallLimiter = Limiter & {
  /** Replies that are under way. */
  running(): number;
  /** Requests that wait to be sent. */
  waiting(): number;
};

type Waiting = { model: ModelLimit; tokens: number; clock: Clock; start(): void };

/**
 * Makes calls wait on this side instead of being refused on the other: no more at once than allowed, no faster than the account
 * may, and slower after a 429. Each attempt waits anew, in turn; the time counts for `timeouts.totalMs` alone.
 *
 * @throws TypeError for a limit that is not above 0, or is none of these.
 * @example createClient({ limiter: createLimiter({ maxConcurrent: 8, tokensPerMinute: 1_000_000 }) })
 */
export function createLimiter(options: LimiterOptions = {}): CallLimiter {
  const { maxConcurrent = endless, requestsPerMinute = endless, tokensPerMinute = endless } = options;
  const { countTokens = estimateTokens } = options;
  for (const name of Object.keys(options)) {
    if (!known.has(name)) throw new TypeError(`createLimiter has no ${name}: it takes ${[...known].join(", ")}.`);
  }
  for (const [name, limit] of Object.entries({ maxConcurrent, requestsPerMinute, tokensPerMinute })) {
    if (!(limit > 0)) throw new TypeError(`${name} must be above 0.`);
  }
  if (maxConcurrent < 1) throw new TypeError("maxConcurrent must be 1 or more.");
  const models = new Map<string, ModelLimit>();
  const queue = new Set<Waiting>();
  let running = 0;
  let cancelTimer = (): void => undefined;

  const modelOf = (name: string): ModelLimit => {
    const known = models.get(name);
    if (known !== undefined) return known;
    // Names may come from anywhere, and must not fill the memory.
    if (models.size >= maxModels) models.clear();
    const made = createModelLimit({ requestsPerMinute, tokensPerMinute });
    models.set(name, made);
    return made;
  };
  /** Starts who may start, in turn; who waits for its model lets only other models pass. */
  const startNext = (): void => {
    cancelTimer();
    cancelTimer = () => undefined;
    const held = new Set<ModelLimit>();
    let next: { delayMs: number; clock: Clock } | null = null;
    for (const waiting of queue) {
      if (running >= maxConcurrent) return;
      if (held.size === models.size) break;
      const { model, tokens, clock, start } = waiting;
      if (held.has(model)) continue;
      const delayMs = model.delayFor(tokens, clock.now());
      if (delayMs === 0) {
        queue.delete(waiting);
        start();
        continue;
      }
      held.add(model);
      if (delayMs < (next?.delayMs ?? endless)) next = { delayMs, clock };
    }
    if (next !== null) cancelTimer = next.clock.after(next.delayMs, startNext);
  };

  return {
    enter: (request, { clock, signal }) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const model = modelOf(request.model);
        const tokens = tokensPerMinute === endless ? 0 : counted(request, countTokens) + replyTokens(request, model);
        let hasEnded = false;
        const giveUp = (): void => {
          queue.delete(waiting);
          reject(signal.reason);
          startNext();
        };
        const start = (): void => {
          signal.removeEventListener("abort", giveUp);
          const at = clock.now();
          running += 1;
          model.begin(tokens, at);
          resolve((end: LimitedEnd) => {
            if (hasEnded) return;
            hasEnded = true;
            running -= 1;
            model.end({ tokens, at }, { ...end, now: clock.now() });
            startNext();
          });
        };
        const waiting: Waiting = { model, tokens, clock, start };
        signal.addEventListener("abort", giveUp, { once: true });
        queue.add(waiting);
        startNext();
      }),
    running: () => running,
    waiting: () => queue.size,
  };
}

/** As plain JavaScript may have misspelt one, which would limit nothing. */
const known: ReadonlySet<string> = new Set<keyof LimiterOptions>([
  "maxConcurrent",
  "requestsPerMinute",
  "tokensPerMinute",
  "countTokens",
]);

const endless = Number.POSITIVE_INFINITY;
const maxModels = 500;

function counted(request: ChatRequest, countTokens: (request: ChatRequest) => number): number {
  try {
    return countTokens(request);
  } catch (cause) {
    throw new ChatError("hook_failed", { cause });
  }
}

/** As many as were asked for at most, or about as many as this model's replies have. */
function replyTokens({ max_completion_tokens, max_tokens, n }: ChatRequest, model: ModelLimit): number {
  const most = max_completion_tokens ?? max_tokens ?? endless;
  return Math.min(most, model.replyTokens()) * (n ?? 1);
}
