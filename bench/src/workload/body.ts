import { createRandom } from "./random.ts";

/** How the bytes of a stream are cut: not at all, one event a segment, or into 1 to 64 random bytes. */
export type Cut = "whole" | "events" | "bytes";

/** The bytes of a stream and where each segment ends. */
export type Body = { bytes: Uint8Array<ArrayBuffer>; ends: Uint32Array };

/** Frames payloads as server-sent events, with the end mark, and cuts them. */
export function writeBody(payloads: string[], cut: Cut): Body {
  const events = [...payloads, "[DONE]"].map((payload) => `data: ${payload}\n\n`);
  const bytes = new TextEncoder().encode(events.join(""));
  if (cut === "whole") return { bytes, ends: Uint32Array.of(bytes.length) };
  return { bytes, ends: cut === "events" ? eventEnds(events) : randomEnds(bytes.length) };
}

function eventEnds(events: string[]): Uint32Array {
  const ends = new Uint32Array(events.length);
  let end = 0;
  events.forEach((event, index) => {
    end += Buffer.byteLength(event);
    ends[index] = end;
  });
  return ends;
}

function randomEnds(length: number): Uint32Array {
  const random = createRandom(length);
  const ends: number[] = [];
  for (let end = 0; end < length;) {
    end = Math.min(length, end + 1 + random.below(64));
    ends.push(end);
  }
  return Uint32Array.from(ends);
}
