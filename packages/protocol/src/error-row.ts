import type { ChatRequest } from "./chat-request/chat-request.ts";

/** How a failure of the service is recognised. Every condition that is given must hold. */
export type ErrorMatch = { status?: number; codes?: readonly string[]; message?: RegExp };

/** One kind of failure. */
export type ErrorRow = {
  /** The HTTP status it comes with; `null` for what the client itself finds out. */
  status: number | null;
  /** Whether the same request may succeed a little later. */
  retryable: boolean;
  /** Shortest sensible wait before a retry, in milliseconds, where the usual second is too short. */
  minWaitMs?: number;
  /** The service's own words, most telling first. Status is checked only where it decides. */
  match: readonly ErrorMatch[];
  /** A change of the request that may be tried once instead. `undefined` removes the field. */
  change?: Partial<ChatRequest>;
  /** What went wrong, for a person. */
  summary: string;
  /** What to do about it. */
  remedy: string;
};
