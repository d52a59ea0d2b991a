import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createChunkReader } from "../../src/stream/create-chunk-reader.ts";
import { createChunkTemplate } from "../../src/stream/create-chunk-template.ts";
import type { SseEvent } from "../../src/stream/create-sse-decoder.ts";
import { done, readEvent } from "../../src/stream/read-event.ts";

const head = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1, model: "qwen-plus" };
const tail = { usage: null, system_fingerprint: null };

/** Text with all that JSON must escape, all that looks like JSON, and all that tries to break out of a string. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom(
    "",
    "杭州",
    '"',
    "\\",
    '\\"',
    "\n",
    "\u2028",
    '","x":"',
    '"},"finish_reason":"stop"}]}',
    "\u0001hole\u0001",
  ),
);
const delta = fc.oneof(
  text.map((content) => ({ content })),
  text.map((content) => ({ role: null, content })),
  text.map((reasoning_content) => ({ content: null, reasoning_content })),
  fc.tuple(text, text).map(([content, reasoning_content]) => ({ content, reasoning_content })),
  text.map((args) => ({ tool_calls: [{ index: 0, id: "", type: "function", function: { arguments: args } }] })),
  fc
    .tuple(text, fc.nat(2))
    .map(([args, index]) => ({ content: "", tool_calls: [{ index, function: { arguments: args } }] })),
  fc.constant({}),
);
const logprobs = fc.constantFrom(undefined, null, { content: [{ token: "a", logprob: -1, bytes: [97] }] });
const chunk = fc.record({ delta, logprobs, finish: fc.constantFrom(undefined, null, "stop") }).map((made) => ({
  ...head,
  choices: [{ delta: made.delta, index: 0, finish_reason: made.finish, logprobs: made.logprobs }],
  ...tail,
}));

/** JSON as some relay may write it: with spaces, with everything escaped, or broken by a raw insertion. */
const json = fc.tuple(chunk, fc.constantFrom("plain", "spaced", "escaped", "raw"), text).map(([value, style, raw]) => {
  const plain = JSON.stringify(value);
  if (style === "spaced") return JSON.stringify(value, null, 1).replaceAll("\n", "");
  if (style === "escaped")
    return plain.replaceAll(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return style === "raw" ? plain.replace(/"content":"/, `"content":"${raw}`) : plain;
});

/** A stream of one or two shapes, as services write it: the same chunks around other texts, some broken by a raw insertion. */
const shapes = fc.record({
  deltas: fc.uniqueArray(fc.constantFrom("content", "reasoning_content", "arguments", "named", "indexed"), {
    minLength: 1,
    maxLength: 2,
  }),
  texts: fc.array(fc.tuple(text, fc.option(text, { freq: 4, nil: "" })), { minLength: 20, maxLength: 60 }),
});
const repeating = shapes.map(({ deltas, texts }) =>
  texts.map(([one, raw], at) => {
    const shape = deltas[at % deltas.length] ?? "";
    const call = { index: shape === "indexed" ? at % 3 : 0, function: { arguments: one } };
    const named = shape === "named" ? { ...call, id: "call_1" } : call;
    const made = shape === "content" || shape === "reasoning_content" ? { [shape]: one } : { tool_calls: [named] };
    const plain = JSON.stringify({ ...head, choices: [{ delta: made, index: 0, finish_reason: null }], ...tail });
    return plain.replace(/"(content|arguments)":"/, (key) => key + raw);
  }),
);

function event(data: string): SseEvent {
  return { data, event: "message", status: null, isUnterminated: false };
}

/** What came of reading, with the order of keys, or the code of the error. */
function outcome(read: (event: SseEvent) => unknown, data: string): unknown {
  try {
    const value = read(event(data));
    return value === done ? "done" : JSON.stringify(value);
  } catch (error) {
    return error instanceof Error && "code" in error ? error.code : error;
  }
}

describe("createChunkReader", () => {
  it("reads every stream exactly as the long way does", () => {
    fc.assert(
      // Longer than what is read the long way in any case.
      fc.property(fc.oneof(fc.array(json, { minLength: 15, maxLength: 60 }), repeating), (stream) => {
        const reader = createChunkReader();
        for (const data of stream) expect(outcome(reader, data)).toEqual(outcome(readEvent, data));
      }),
      { numRuns: 500 },
    );
  });

  it("shares nothing between the chunks it makes", () => {
    const reader = createChunkReader();
    const chunks = Array.from("abcdefghijklmnopqrstuvwxyz").map((content) =>
      reader(event(JSON.stringify({ ...head, choices: [{ index: 0, delta: { content } }] }))),
    );
    for (const read of chunks) if (read !== null && read !== done) read.choices.length = 0;
    const next = reader(event(JSON.stringify({ ...head, choices: [{ index: 0, delta: { content: "d" } }] })));
    expect(next).toMatchObject({ choices: [{ delta: { content: "d" } }] });
  });

  it("gives up on a stream whose chunks never repeat, without losing one", () => {
    const reader = createChunkReader();
    for (let at = 0; at < 100; at += 1) {
      const data = JSON.stringify({ ...head, id: `chatcmpl-${at}`, choices: [{ index: 0, delta: { content: "x" } }] });
      expect(reader(event(data))).toMatchObject({ id: `chatcmpl-${at}` });
    }
  });
});

describe("createChunkTemplate", () => {
  const read = (data: string): never => readEvent(event(data)) as never;
  const template = (value: unknown): unknown =>
    createChunkTemplate(JSON.stringify(value), read(JSON.stringify(value)), {
      read,
      earlier: [JSON.stringify(value)],
    });

  it("takes a chunk with one text, and no other", () => {
    const choices = (made: object): object => ({ ...head, choices: [{ index: 0, delta: made }], ...tail });
    expect(template(choices({ content: "x" }))).not.toBeNull();
    expect(template(choices({ content: "" }))).toBeNull();
    expect(template(choices({ content: "x", reasoning_content: "y" }))).toBeNull();
    expect(
      template({ ...head, choices: [], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } }),
    ).toBeNull();
  });

  it("is not fooled by a key that stands elsewhere too", () => {
    const value = { ...head, content: "decoy", choices: [{ index: 0, delta: { content: "x" } }] };
    expect(template(value)).toBeNull();
  });
});
