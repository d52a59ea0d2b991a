import type { ChatRequest } from "@qwire/protocol";
import type { Reply, ServedExchange } from "../http/exchange.ts";
import { jsonType } from "../http/service-headers.ts";
import { writeError } from "../http/write-error.ts";
import { isAllowedOrigin } from "./allow-origin.ts";
import { startDeadlines } from "./deadlines.ts";
import type { Deadlines } from "./deadlines.ts";
import { estimateTokens, tokensOfBytes } from "./estimate-tokens.ts";
import { forward } from "./forward.ts";
import type { GatewayCall } from "./gateway-call.ts";
import { notAnswered, notAuthorized, overLimit, ownFault, wrongOrigin } from "./gateway-errors.ts";
import type { GatewayError } from "./gateway-errors.ts";
import type { GatewayOutcome } from "./gateway-event.ts";
import { identify } from "./identify.ts";
import { readRequest } from "./read-request.ts";
import { isKey } from "./settings.ts";
import type { GatewaySettings } from "./settings.ts";

/** Answers `POST …/chat/completions`: who asks, what, whether they may, and then the service's own reply. */
export async function answerChat<Who>(
  exchange: ServedExchange,
  call: GatewayCall,
  settings: GatewaySettings<Who>,
): Promise<Reply> {
  const deadlines = startDeadlines(exchange.signal, settings.timeouts);
  call.onEnd(() => deadlines.dispose());
  const refuse = (error: GatewayError): Reply => end(error, "refused");
  const fail = (error: GatewayError, cause?: unknown): Reply =>
    end(error, deadlines.fired === "aborted" ? "aborted" : "failed", cause);
  function end(error: GatewayError, outcome: GatewayOutcome, cause?: unknown): Reply {
    call.status = outcome === "aborted" ? 0 : error.status;
    call.end({ outcome, code: error.code, cause });
    return errorReply(error, call.requestId());
  }

  try {
    const origin = exchange.header("origin");
    if (origin !== undefined && !isAllowedOrigin(origin, settings.origins)) return refuse(wrongOrigin(origin));
    const who = await settings.authorize(exchange.toRequest());
    if (who === null || who === undefined) return refuse(notAuthorized());
    call.who = identify(who, settings);
    const read = await reading(exchange, deadlines, settings);
    if (deadlines.fired === "read") return refuse(notAnswered("read"));
    if ("unread" in read) return fail(notAnswered("aborted"), read.unread);
    if ("error" in read) return refuse(read.error);
    const request = (await settings.shape?.(read.request, who)) ?? read.request;
    call.model = request.model;
    call.stream = request.stream === true;
    const refusal = await admit(request, call, settings);
    if (refusal !== null) return refuse(refusal);
    const apiKey = typeof settings.apiKey === "function" ? await settings.apiKey(who) : settings.apiKey;
    if (!isKey(apiKey)) throw new TypeError("`apiKey` gave something that cannot be a key.");
    const headers = forwardedHeaders(exchange, settings.forwardHeaders ?? []);
    return await forward({ request, apiKey, headers, deadlines, call, fail }, settings);
  } catch (cause) {
    // A function of the operator's threw: `onEvent` hears what, the client does not.
    return fail(ownFault(), cause);
  }
}

/** An error of the gateway's own. */
export function errorReply(error: GatewayError, requestId: string): Reply {
  const headers = { "content-type": jsonType, "x-request-id": requestId };
  const seconds = error.retryAfterMs === undefined ? undefined : String(Math.ceil(error.retryAfterMs / 1000));
  return {
    status: error.status,
    headers: seconds === undefined ? headers : { ...headers, "retry-after": seconds },
    body: JSON.stringify(writeError(error, requestId)),
  };
}

async function reading<Who>(exchange: ServedExchange, deadlines: Deadlines, settings: GatewaySettings<Who>) {
  try {
    return await readRequest(exchange, deadlines, settings);
  } catch (cause) {
    // The client was too slow, or has left in the middle.
    return { unread: cause };
  }
}

/** Asks the limiter, and tells it in the end what the reply has cost. */
async function admit<Who>(
  request: ChatRequest,
  call: GatewayCall,
  { limiter, countTokens }: GatewaySettings<Who>,
): Promise<GatewayError | null> {
  if (limiter === undefined) return null;
  if (call.who === null) {
    throw new TypeError(
      "`authorize` gives something that is no text: `identify` must tell the limiter what to call it.",
    );
  }
  const estimate = estimateTokens(request, countTokens);
  const lease = await limiter.acquire(call.who, { tokens: estimate.total, stream: call.stream });
  if (!lease.ok) return overLimit(lease);
  call.onEnd(({ outcome, usage, bytes = 0 }) => {
    const guess = outcome === "failed" && bytes === 0 ? 0 : estimate.prompt + tokensOfBytes(bytes);
    // A limiter that cannot be told has its own way to forget.
    void Promise.resolve(lease.settle(usage?.total_tokens ?? guess)).then(undefined, () => {});
  });
  return null;
}

function forwardedHeaders({ header }: ServedExchange, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = header(name.toLowerCase());
      return value === undefined ? [] : [[name.toLowerCase(), value]];
    }),
  );
}
