import type { TransportReply } from "@qwire/core";
import { tellReason } from "./tell-reason.ts";

/** A web `Response` as core's port wants it. */
export function toTransportReply({ status, headers, body }: Response): TransportReply {
  return { status, headers, body: body === null ? null : readableToIterable(body) };
}

/** Reads piece by piece, without reading ahead; not every browser can iterate over a stream by itself. */
function readableToIterable(stream: ReadableStream<Uint8Array>): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]() {
      const reader = stream.getReader();
      return {
        next: () => reader.read().catch(tellReason) as Promise<IteratorResult<Uint8Array, undefined>>,
        async return() {
          await reader.cancel();
          return { done: true, value: undefined };
        },
      };
    },
  };
}
