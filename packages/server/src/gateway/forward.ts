import { encodeJson, parseErrorBody } from "@qwire/protocol";
import type { ChatRequest } from "@qwire/protocol";
import type { Reply } from "../http/exchange.ts";
import { jsonType, streamHeaders } from "../http/service-headers.ts";
import type { Deadlines } from "./deadlines.ts";
import type { GatewayCall } from "./gateway-call.ts";
import { brokenOff, notAnswered, ownKeyRefused, unreadable } from "./gateway-errors.ts";
import type { GatewayError } from "./gateway-errors.ts";
import { passEvents } from "./pass-events.ts";
import { passJson } from "./pass-json.ts";
import { readReply, textOf } from "./read-reply.ts";
import type { GatewaySettings } from "./settings.ts";
import type { GatewayReply } from "./transport.ts";

const maxErrorBytes = 64 * 1024;

/** A checked request on its way. */
export type Forwarding = {
  request: ChatRequest;
  apiKey: string;
  /** Request headers of the client that go along. */
  headers: Record<string, string>;
  deadlines: Deadlines;
  call: GatewayCall;
  fail(error: GatewayError, cause?: unknown): Reply;
};

/** Asks the service, and gives what it says as it comes. */
export async function forward<Who>(forwarding: Forwarding, settings: GatewaySettings<Who>): Promise<Reply> {
  const { request, deadlines, call, fail } = forwarding;
  const isMetered = settings.limiter !== undefined || settings.onEvent !== undefined;
  const keepsUsage = isMetered && request.stream === true && request.stream_options?.include_usage !== true;
  const stream_options = { ...request.stream_options, include_usage: true };
  let reply: GatewayReply;
  try {
    const asking = settings.transport(
      {
        method: "POST",
        url: settings.url,
        headers: {
          ...forwarding.headers,
          authorization: `Bearer ${forwarding.apiKey}`,
          "content-type": jsonType,
          accept: request.stream === true ? "text/event-stream" : jsonType,
          // The bytes are handed on as they are.
          "accept-encoding": "identity",
        },
        body: encodeJson(keepsUsage ? { ...request, stream_options } : request),
      },
      deadlines.signal,
    );
    reply = await deadlines.within("headers", asking);
  } catch (cause) {
    return fail(notAnswered(deadlines.fired), cause);
  }
  call.upstreamRequestId = reply.headers.get("x-request-id");
  const source = reply.body?.[Symbol.asyncIterator]() ?? nothing();
  try {
    return await answerOf(reply, source, { ...forwarding, keepsUsage });
  } catch (cause) {
    void source.return?.().then(undefined, () => {});
    return fail(deadlines.fired === null ? brokenOff() : notAnswered(deadlines.fired), cause);
  }
}

async function answerOf(
  { status, headers }: GatewayReply,
  source: AsyncIterator<Uint8Array>,
  { deadlines, call, fail, keepsUsage }: Forwarding & { keepsUsage: boolean },
): Promise<Reply> {
  const type = headers.get("content-type") ?? "";
  if (status < 200 || status > 299)
    return refusalOf({ status, headers }, await readReply(source, deadlines, maxErrorBytes));
  if (/\bevent-stream\b/i.test(type)) {
    const first = await deadlines.within("firstByte", source.next());
    if (first.done === true) return fail(brokenOff());
    call.firstByte();
    call.status = status;
    const body = passEvents({ first: first.value, source, deadlines, call, keepsUsage });
    return { status, headers: { ...streamHeaders, "x-request-id": call.requestId() }, body };
  }
  if (!/\bjson\b/i.test(type)) {
    void source.return?.().then(undefined, () => {});
    return fail(unreadable(status));
  }
  call.status = status;
  const body = await passJson(source, deadlines, call);
  return { status, headers: { "content-type": jsonType, "x-request-id": call.requestId() }, body };

  function refusalOf(
    told: Pick<GatewayReply, "status" | "headers">,
    read: Awaited<ReturnType<typeof readReply>>,
  ): Reply {
    if (!read.isWhole) void source.return?.().then(undefined, () => {});
    if (told.status === 401) return fail(ownKeyRefused());
    const text = textOf(read.pieces);
    const error = read.isWhole ? parseErrorBody(text) : null;
    if (error === null) return fail(unreadable(told.status));
    call.status = told.status;
    call.end({ outcome: "failed", code: error.code });
    const retryAfter = told.headers.get("retry-after");
    const given = { "content-type": type, "x-request-id": call.requestId() };
    return {
      status: told.status,
      headers: retryAfter === null ? given : { ...given, "retry-after": retryAfter },
      body: text,
    };
  }
}

async function* nothing(): AsyncGenerator<Uint8Array, void> {}
