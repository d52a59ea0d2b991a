import type { ChatRequest, Usage } from "@qwire/protocol";
import type { Clock } from "../wait.ts";

/** How what was let in has ended. */
export type LimitedEnd = {
  /** What it has cost; `null` where nobody knows. */
  usage: Usage | null;
  /** A ChatError, or what else was thrown; `null`: it went well. */
  error: unknown;
};

/** Lets attempts in. Made by `createLimiter()` of `@qwire/core/limiter`. */
export type Limiter = {
  /**
   * Waits until this request may be sent. What it gives is called once, when the reply has ended.
   *
   * @throws the signal's reason.
   */
  enter(request: ChatRequest, options: { clock: Clock; signal: AbortSignal }): Promise<(end: LimitedEnd) => void>;
};
