import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createReplyTail } from "../../src/gateway/reply-tail.ts";
import { stripUsage } from "../../src/gateway/strip-usage.ts";
import { createWholeEvents } from "../../src/gateway/whole-events.ts";
import { chunk, usage, wholeStream } from "./gateway-ground.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A text cut into pieces anywhere, inside a character too. */
function cut(text: string, at: readonly number[]): Uint8Array[] {
  const bytes = encoder.encode(text);
  const cuts = [0, ...at.map((share) => Math.floor(share * bytes.length)).toSorted((a, b) => a - b), bytes.length];
  return cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end));
}

const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
const lineEnd = fc.constantFrom("\n", "\r\n", "\r");

describe("whole events", () => {
  it("hands every byte on in order, and stops only where an event ends", () => {
    const events = fc.array(
      fc.tuple(
        fc.string({ unit: "grapheme" }).map((text) => text.replaceAll(/[\r\n]/g, "")),
        lineEnd,
      ),
    );
    fc.assert(
      fc.property(events, cuts, (list, at) => {
        const text = list.map(([data, end]) => `data: ${data}${end}${end}`).join("");
        const whole = createWholeEvents();
        let handedOn = "";
        for (const piece of cut(text, at)) {
          handedOn += decoder.decode(whole.push(piece));
          expect(handedOn === "" || /(\n\n|\r\n\r\n|\r\r)$/.test(handedOn)).toBe(true);
        }
        expect(handedOn + decoder.decode(whole.rest())).toBe(text);
        // A last CR could still be followed by its LF; all else is out.
        expect(handedOn.length).toBe(text.length);
      }),
    );
  });

  it("hands a long event on as it comes, and says that it is inside one", () => {
    const whole = createWholeEvents();
    const long = encoder.encode(`data: ${"x".repeat(40_000)}`);
    const [first, second] = [long.subarray(0, 10_000), long.subarray(10_000)];
    expect(whole.push(first).byteLength).toBe(0);
    expect(whole.isInside).toBe(false);
    expect(whole.push(second).byteLength).toBe(long.byteLength);
    expect(whole.isInside).toBe(true);
    expect(decoder.decode(whole.push(encoder.encode("y\n\n")))).toBe("y\n\n");
    expect(whole.isInside).toBe(false);
  });
});

describe("the tail of a reply", () => {
  it("knows usage and the end, however the bytes come and whatever went before", () => {
    fc.assert(
      fc.property(cuts, fc.nat({ max: 30_000 }), (at, length) => {
        const tail = createReplyTail();
        const text = chunk({ content: `"usage":{ ${"长".repeat(length)}` }) + wholeStream;
        for (const piece of cut(text, at)) tail.note(piece);
        expect(tail.usage()).toEqual(usage);
        expect(tail.isEnded()).toBe(true);
        expect(tail.bytes).toBe(encoder.encode(text).length);
      }),
    );
  });

  it("is misled by no text", () => {
    const tail = createReplyTail();
    const words =
      '"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":1}, "finish_reason":"stop" data: [DONE] "error":{';
    tail.note(encoder.encode(chunk({ content: words })));
    expect(tail.usage()).toBeNull();
    expect(tail.isEnded()).toBe(false);
  });

  it("reads a plain reply too, and never throws", () => {
    const tail = createReplyTail();
    tail.note(
      encoder.encode(JSON.stringify({ choices: [], usage: { ...usage, prompt_tokens_details: { cached_tokens: 0 } } })),
    );
    expect(tail.usage()).toMatchObject(usage);
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const any = createReplyTail();
        any.note(encoder.encode('"usage":{"prompt_tokens"'));
        any.note(bytes);
        expect(() => [any.usage(), any.isEnded()]).not.toThrow();
      }),
    );
  });
});

describe("the usage chunk", () => {
  it("goes, and nothing else", () => {
    const strip = (text: string): string => decoder.decode(stripUsage(encoder.encode(text)));
    expect(strip(wholeStream)).toBe(wholeStream.replace(chunk({ usage }), ""));
    expect(strip(wholeStream.replaceAll("\n\n", "\r\n\r\n"))).toBe(
      wholeStream.replace(chunk({ usage }), "").replaceAll("\n\n", "\r\n\r\n"),
    );
    const others = [
      'data: {"choices":[],"usage":null}\n\n',
      'data: {"choices":[]}\n\n',
      `data: {"choices":[],"usage":{ broken\n\n`,
      `: "choices":[]\n\n`,
      chunk({ content: '"choices":[],"usage":{}' }),
    ];
    for (const text of others) expect(strip(text)).toBe(text);
    expect(strip(chunk({ usage }))).toBe("");
  });
});
