import { describe, expect, it } from "vitest";
import { chatCompletionChunk } from "../src/chat-completion-chunk.ts";
import { documentChunks } from "./fixtures/documents.ts";

const head = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1770764857, model: "qwen3-max" };
const chunk = (choice: object, rest: object = { usage: null }) => ({ ...head, choices: [choice], ...rest });
const running = { index: 0, logprobs: null, finish_reason: null };
const piece = (call: object) => chunk({ delta: { content: null, tool_calls: [call] }, ...running });

// Every variant of wire.md D.3 and E.2 that was seen on the wire and must come out as it went in.
const seen: Array<[string, object]> = [
  ["first of a text", chunk({ ...running, delta: { content: "", role: "assistant" } })],
  ["first of thinking", chunk({ ...running, delta: { content: null, role: "assistant", reasoning_content: "" } })],
  ["text without a role", chunk({ ...running, delta: { content: "你" } })],
  ["role: null, no finish_reason, no logprobs", chunk({ index: 0, delta: { content: "你", role: null } })],
  ["thinking", chunk({ ...running, delta: { content: null, reasoning_content: "想" } })],
  ["after thinking", chunk({ ...running, delta: { content: "你", reasoning_content: null } })],
  ["thinking and text at once", chunk({ ...running, delta: { content: "你", reasoning_content: "想" } })],
  ["last of a text", chunk({ ...running, delta: { content: "" }, finish_reason: "stop" })],
  ["last of calls", chunk({ index: 0, delta: {}, finish_reason: "tool_calls" })],
  ["usage", { ...head, choices: [], usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 } }],
  [
    "usage with the finish",
    chunk(
      { ...running, delta: {}, finish_reason: "length" },
      { usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 } },
    ),
  ],
  ["a call opens", piece({ index: 0, id: "call_1", type: "function", function: { name: "weather", arguments: "" } })],
  ["a call goes on under an empty id", piece({ index: 0, id: "", type: "function", function: { arguments: '{"a' } })],
  ["a call goes on without id", piece({ type: "function", function: { arguments: '{"a' }, index: 0 })],
  ["the id repeats with an empty name", piece({ index: 0, id: "call_1", function: { name: "", arguments: "" } })],
  ["arguments: null", piece({ index: 0, id: "call_1", type: "function", function: { name: "w", arguments: null } })],
  ["name: null", piece({ index: 0, id: "", function: { name: null, arguments: '"}' } })],
  ["no arguments at all", piece({ index: 0, id: "call_1", type: "function", function: { name: "w" } })],
  ["tool_calls: null", chunk({ ...running, delta: { content: null, tool_calls: null } })],
  ["index 1 first", piece({ index: 1, id: "call_1", function: { name: "w", arguments: "{}" } })],
  ["no index", piece({ id: "call_1", function: { name: "w", arguments: "{}" } })],
  ["SDK nulls", chunk({ ...running, delta: { content: "x", function_call: null, refusal: null, audio: null } })],
  ["speech", chunk({ ...running, delta: { audio: { data: "UklGRg==", expires_at: 1, id: "a", transcript: "hi" } } })],
  ["a new finish reason", chunk({ ...running, delta: {}, finish_reason: "tired" })],
  ["fields nobody knows", chunk({ ...running, delta: { content: "x", mood: [1] }, weight: 1 }, { lane: { a: 1 } })],
];

describe("chatCompletionChunk", () => {
  it.each(seen)("keeps %s as it is", (_, wire) => {
    expect(chatCompletionChunk.parse(wire)).toEqual(wire);
  });

  it.each(documentChunks)("keeps what the document prints: $document, $sample", ({ body }) => {
    expect(chatCompletionChunk.parse(body)).toEqual(body);
  });

  it("reads choices: null and a missing choices as none", () => {
    expect(chatCompletionChunk.parse({ ...head, choices: null }).choices).toEqual([]);
    expect(chatCompletionChunk.parse({ ...head, usage: null }).choices).toEqual([]);
  });

  it("reads delta: null and a missing delta as an empty one", () => {
    expect(chatCompletionChunk.parse(chunk({ ...running, delta: null })).choices[0]?.delta).toEqual({});
    expect(chatCompletionChunk.parse(chunk(running)).choices[0]?.delta).toEqual({});
  });

  it("reads null and missing heads", () => {
    const empty = { id: "", object: "chat.completion.chunk", created: 0, model: "" };
    expect(chatCompletionChunk.parse({ choices: [] })).toMatchObject(empty);
    const nulls = { id: null, object: "", created: null, model: null, choices: [{ index: null, delta: {} }] };
    expect(chatCompletionChunk.parse(nulls)).toMatchObject({ ...empty, choices: [{ index: 0 }] });
  });

  it("reads the word null of the native protocol as no finish reason", () => {
    const wire = chunk({ ...running, delta: {}, finish_reason: "null" });
    expect(chatCompletionChunk.parse(wire).choices[0]?.finish_reason).toBeNull();
  });

  it("reads content given as parts as one text", () => {
    const wire = chunk({ ...running, delta: { content: [{ text: "你" }, { text: "好" }, { image: "x" }] } });
    expect(chatCompletionChunk.parse(wire).choices[0]?.delta.content).toBe("你好");
  });

  it("reads arguments given as an object as JSON text", () => {
    const wire = piece({ index: 0, id: "call_1", function: { name: "w", arguments: { location: "杭州" } } });
    const parsed = chatCompletionChunk.parse(wire).choices[0]?.delta.tool_calls?.[0];
    expect(parsed?.function?.arguments).toBe('{"location":"杭州"}');
  });

  it.each([
    ["a whole reply", { ...head, object: "chat.completion", choices: [] }],
    ["a text for content", chunk({ ...running, delta: { content: 1 } })],
    ["parts of which one is no part", chunk({ ...running, delta: { content: [{ text: "你" }, "好"] } })],
    ["a part whose text is none", chunk({ ...running, delta: { content: [{ text: 1 }] } })],
    ["a list for arguments", piece({ index: 0, id: "call_1", function: { name: "w", arguments: [] } })],
    ["choices that are no list", { ...head, choices: {} }],
    ["a list", []],
    ["null", null],
  ])("refuses %s", (_, wire) => {
    expect(chatCompletionChunk.safeParse(wire).success).toBe(false);
  });
});
