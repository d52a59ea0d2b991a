import type { ChatStream } from "../chat/chat-stream.ts";
import { isChatError } from "../chat-error.ts";
import { encodePieces } from "../chat/encode-pieces.ts";
import { endings, line, wireError } from "../chat/stream-format.ts";
import type { StreamFormat } from "../chat/stream-format.ts";
import { begun } from "./begun.ts";
import { replyPieces } from "./reply-pieces.ts";
import type { AnyParse, AnyRun } from "./reply-pieces.ts";
import { responseStatus, retryAfter } from "./response-status.ts";

/** What a response says beside its body. */
export type ResponseOptions<Format extends StreamFormat = StreamFormat> = {
  /** What is written: see `StreamFormat`. */
  format: Format;
  /** Beside those of the format, or in their place. */
  headers?: Readonly<Record<string, string>>;
};

/**
 * The response of a route handler, written while the reply arrives and at the page's pace. It waits until the reply begins, so
 * that a call that fails before has its own status (400, 429, 502, 504, …) with `{"error":{"code",…}}` as its body. A page that
 * goes away closes the connection to the service.
 *
 * @throws TypeError for a format that is none of the reply's.
 * @example return toResponse(chat.stream(body, { signal: request.signal }), { format: "sse" });
 */
export function toResponse(reply: ChatStream, options: ResponseOptions): Promise<Response>;
export function toResponse(reply: AnyRun, options: ResponseOptions<"ndjson" | "text">): Promise<Response>;
export function toResponse(reply: AnyParse, options: ResponseOptions<"text">): Promise<Response>;
export async function toResponse(
  reply: ChatStream | AnyRun | AnyParse,
  { format, headers = {} }: ResponseOptions,
): Promise<Response> {
  try {
    const pieces = await begun(replyPieces(reply, format));
    const body = encodePieces(pieces, endings[format]);
    return new Response(body, { headers: { ...unbuffered, "content-type": contentTypes[format], ...headers } });
  } catch (error) {
    if (!isChatError(error)) throw error;
    const status = responseStatus(error);
    const told = { ...headers, ...retryAfter(error), "content-type": "application/json" };
    return new Response(line(wireError(error)), { status, headers: told });
  }
}

/** The reply as bytes, for who makes the response himself: as `toReadableStream` of a `stream()`, and for runs, too. */
export function toReadableStream(reply: ChatStream, format: StreamFormat): ReadableStream<Uint8Array<ArrayBuffer>>;
export function toReadableStream(reply: AnyRun, format: "ndjson" | "text"): ReadableStream<Uint8Array<ArrayBuffer>>;
export function toReadableStream(reply: AnyParse, format: "text"): ReadableStream<Uint8Array<ArrayBuffer>>;
export function toReadableStream(
  reply: ChatStream | AnyRun | AnyParse,
  format: StreamFormat,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return encodePieces(replyPieces(reply, format), endings[format]);
}

/** Nobody on the way is to gather what comes, or to guess what it is. Who compresses gathers, unless `no-transform` forbids it. */
const unbuffered = {
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
  "x-content-type-options": "nosniff",
};

const contentTypes: { readonly [Name in StreamFormat]: string } = {
  sse: "text/event-stream",
  ndjson: "application/x-ndjson",
  text: "text/plain; charset=utf-8",
};
