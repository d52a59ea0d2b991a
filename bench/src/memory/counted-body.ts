import type { MemoryFetch } from "../workload/memory-fetch.ts";
import { writeReply } from "../workload/reply.ts";

/** A `fetch` whose body is made while it is read, and a count of the segments that were asked of it. */
export type CountedFetch = { fetch: MemoryFetch; asked(): number };

const mebibyte = 1024 * 1024;

/**
 * Answers with a whole reply of text, one event a segment. No byte of it exists before it is asked for, so that what is
 * held in memory is held by the reader.
 */
export function createCountedFetch({ textMiB, textPerChunk }: { textMiB: number; textPerChunk: number }): CountedFetch {
  const [head = "", , finish = "", usage = ""] = writeReply("text", 4).payloads;
  const text = "x".repeat(textPerChunk);
  const piece = head.replace('"content":""', `"content":"${text}"`).replace(',"role":"assistant"', "");
  const pieces = Math.ceil((textMiB * mebibyte) / textPerChunk);
  const encoder = new TextEncoder();
  let asked = 0;

  const payloadAt = (at: number): string | undefined => {
    if (at === 0) return head;
    return at <= pieces ? piece : [finish, usage, "[DONE]"][at - pieces - 1];
  };
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        const payload = payloadAt(asked);
        asked += 1;
        if (payload === undefined) controller.close();
        else controller.enqueue(encoder.encode(`data: ${payload}\n\n`));
      },
    },
    { highWaterMark: 0 },
  );
  const headers = { "content-type": "text/event-stream;charset=UTF-8" };
  return { fetch: async () => new Response(stream, { headers }), asked: () => asked };
}
