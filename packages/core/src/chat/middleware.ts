import type { ChatRequest } from "@qwire/protocol";
import type { ChatEvent } from "../events.ts";

/** What a middleware is told beside the request. */
export type MiddlewareContext = {
  /** Fires when the call is given up. */
  signal: AbortSignal;
};

/** Asks for the events of a request: of the next middleware, and at last of the service. May be asked again. */
export type NextEvents = (request: ChatRequest) => AsyncIterable<ChatEvent>;

/**
 * Stands around the events of a reply: may change the request, the events, or answer by itself. The last event it yields must be
 * `finish`; its `completion` is the reply.
 *
 * @example async function* (request, context, next) { for await (const event of next(request)) yield redacted(event); }
 */
export type Middleware = (
  request: ChatRequest,
  context: MiddlewareContext,
  next: NextEvents,
) => AsyncIterable<ChatEvent>;
