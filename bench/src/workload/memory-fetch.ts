import type { Body } from "./body.ts";

/** The part of `fetch` that every client needs. */
export type MemoryFetch = (url?: unknown, init?: unknown) => Promise<Response>;

/**
 * A `fetch` without a network: it answers every request with this body, one segment per pull and nothing ahead, so that
 * each contender is given the same bytes in the same pieces at the same price.
 */
export function createMemoryFetch({ bytes, ends }: Body): MemoryFetch {
  return async () => {
    let segment = 0;
    let start = 0;
    const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        pull(controller) {
          const end = ends[segment];
          if (end === undefined) return controller.close();
          controller.enqueue(bytes.subarray(start, end));
          start = end;
          segment += 1;
        },
      },
      { highWaterMark: 0 },
    );
    const headers = { "content-type": "text/event-stream;charset=UTF-8", "x-request-id": "bench" };
    return new Response(stream, { status: 200, headers });
  };
}
