import { pipeline } from "node:stream";
import type { Readable } from "node:stream";
import { constants, createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import type { TransportReply, TransportRequest } from "@qwire/core";
import { request } from "undici";
import type { Dispatcher } from "undici";
import { tellReason } from "../tell-reason.ts";

/** One request over `undici.request`, its reply as core's port wants it. */
export async function sendDirectly(
  { method, url, headers, body }: TransportRequest,
  { signal, dispatcher }: { signal: AbortSignal; dispatcher: Dispatcher },
): Promise<TransportReply> {
  const reply = await request(url, { method, headers, body: body ?? null, signal, dispatcher });
  const get = (name: string): string | null => {
    const value = reply.headers[name.toLowerCase()];
    return (Array.isArray(value) ? value.join(", ") : value) ?? null;
  };
  return { status: reply.statusCode, headers: { get }, body: readingOf(decoded(reply.body, get("content-encoding"))) };
}

// Each piece as it comes; a body that is cut is judged by its content, as fetch does it.
const flush = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const brotliFlush = { flush: constants.BROTLI_OPERATION_FLUSH, finishFlush: constants.BROTLI_OPERATION_FLUSH };
const decoders: { readonly [coding: string]: () => NodeJS.ReadWriteStream & Readable } = {
  gzip: () => createGunzip(flush),
  "x-gzip": () => createGunzip(flush),
  deflate: () => createInflate(flush),
  br: () => createBrotliDecompress(brotliFlush),
};

/** We ask for no compression, which costs a stream time; some servers compress all the same. */
function decoded(body: Readable, coding: string | null): Readable {
  const decoder = coding === null ? undefined : decoders[coding.trim().toLowerCase()];
  // What breaks is told by the stream that is read.
  return decoder === undefined ? body : pipeline(body, decoder(), () => undefined);
}

/** Reads piece by piece. A stream's own iterator closes nothing when it is left before its first piece. */
function readingOf(stream: Readable): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]() {
      const pieces: AsyncIterator<Uint8Array> = stream[Symbol.asyncIterator]();
      return {
        next: () => pieces.next().catch(tellReason),
        return() {
          // Giving it up is told as an error of the stream, which nobody reads any more.
          stream.on("error", () => undefined).destroy();
          return Promise.resolve({ done: true, value: undefined });
        },
      };
    },
  };
}
