import { createParser } from "eventsource-parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSseDecoder } from "../../src/stream/create-sse-decoder.ts";
import type { SseEvent } from "../../src/stream/create-sse-decoder.ts";

const maxEventBytes = 64 * 1024 * 1024;
const encoder = new TextEncoder();

/** What makes up a stream: fields with and without a space, comments, every line end, text of one to four bytes. */
const piece = fc.constantFrom(
  "data:",
  "data: ",
  "data",
  "data:  two",
  "event:",
  "event: error",
  "event",
  "id: 1",
  "retry: 5",
  ":",
  ": hi",
  "\n",
  "\r",
  "\r\n",
  "\n\n",
  "\r\r",
  "\r\n\r\n",
  "x",
  ":",
  " ",
  "{}",
  "杭州",
  "é",
  "😀",
  "x\u{feff}",
  "datax: no",
);
const mark = fc.constantFrom("", "\u{feff}");
const body = fc
  .tuple(mark, fc.array(piece, { maxLength: 60 }))
  .map(([start, pieces]) => encoder.encode(start + pieces.join("")));
const cuts = fc.array(fc.nat(), { maxLength: 20 });

function split(bytes: Uint8Array, at: number[]): Uint8Array[] {
  const places = [...new Set(at.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length));
}

function decode(segments: Uint8Array[]): SseEvent[] {
  const decoder = createSseDecoder({ maxEventBytes });
  return [...segments.flatMap((segment) => decoder.push(segment)), ...decoder.end()];
}

describe("createSseDecoder", () => {
  it("reads what a well-kept parser reads, however the bytes are cut", () => {
    fc.assert(
      fc.property(body, cuts, (bytes, at) => {
        const expected: unknown[] = [];
        const parser = createParser({
          onEvent: ({ data, event }) => data !== "" && expected.push({ data, event: event ?? "message" }),
        });
        // One byte order mark is dropped, by the decoder or by the parser: not one by each.
        parser.feed(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
        const read = decode(split(bytes, at)).filter(({ isUnterminated }) => !isUnterminated);
        expect(read.map(({ data, event }) => ({ data, event }))).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it("reads the same from single bytes as from the whole", () => {
    fc.assert(
      fc.property(body, (bytes) => {
        expect(decode([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(decode([bytes]));
      }),
    );
  });

  it("reads an event of 64 MiB in 64 KiB pieces without going over it again and again", () => {
    const segment = encoder.encode("x".repeat(64 * 1024));
    const decoder = createSseDecoder({ maxEventBytes: 2 * maxEventBytes });
    decoder.push(encoder.encode("data: "));
    for (let count = 0; count < 1024; count += 1) expect(decoder.push(segment)).toEqual([]);
    const [event] = decoder.push(encoder.encode("\n\n"));
    expect(event?.data.length).toBe(64 * 1024 * 1024);
  });

  it("refuses an event beyond the limit", () => {
    const decoder = createSseDecoder({ maxEventBytes: 10 });
    expect(() => decoder.push(encoder.encode("data: 0123456789"))).toThrow(
      expect.objectContaining({ code: "event_too_large" }),
    );
  });
});
