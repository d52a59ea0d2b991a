import { describe, expect, it } from "vitest";
import { chatCompletion } from "../src/chat-completion.ts";
import { modelList } from "../src/model-list.ts";
import { documentReplies } from "./fixtures/documents.ts";

const reply = (message: object, rest: object = {}) => ({
  id: "chatcmpl-1",
  object: "chat.completion",
  created: 1770764857,
  model: "qwen3-max",
  choices: [{ index: 0, message: { role: "assistant", content: "晴", ...message }, finish_reason: "stop" }],
  ...rest,
});
const call = { function: { arguments: '{"a": 1}', name: "weather" }, id: "call_1", index: 0, type: "function" };
const tokens = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };

// Usage of wire.md E.3, one row per variant.
const usages: Array<[string, object]> = [
  ["of the documents", tokens],
  ["with cached tokens", { ...tokens, prompt_tokens_details: { cached_tokens: 0 } }],
  ["with thinking", { ...tokens, completion_tokens_details: { reasoning_tokens: 3 } }],
  [
    "with nulls",
    { ...tokens, completion_tokens_details: null, prompt_tokens_details: { audio_tokens: null, cached_tokens: 0 } },
  ],
  [
    "of vision and speech",
    { ...tokens, prompt_tokens_details: { text_tokens: 1, image_tokens: 2, video_tokens: 3, audio_tokens: 4 } },
  ],
  [
    "of an explicit cache",
    {
      ...tokens,
      prompt_tokens_details: {
        cached_tokens: 1,
        cache_creation_input_tokens: 2,
        cache_creation: { ephemeral_5m_input_tokens: 2 },
        cache_type: "ephemeral",
      },
    },
  ],
  ["with figures nobody knows", { ...tokens, plugins: { search: { count: 1 } } }],
];

describe("chatCompletion", () => {
  it.each(documentReplies)("keeps what the document prints: $document, $sample", ({ body }) => {
    expect(chatCompletion.parse(body)).toEqual(body);
  });

  it.each([
    ["a tool call with empty content", reply({ content: "", tool_calls: [call] })],
    ["content: null beside calls", reply({ content: null, tool_calls: [call] })],
    ["empty tool_calls", reply({ tool_calls: [] })],
    ["thinking", reply({ reasoning_content: "想" })],
    [
      "SDK nulls",
      reply({ refusal: null, audio: null, function_call: null, tool_calls: null, reasoning_content: null }),
    ],
    ["speech", reply({ audio: { id: "a", data: "UklGRg==", transcript: "hi" } })],
    ["a function_call of old", reply({ function_call: { name: "weather", arguments: "{}" } })],
    ["labels", reply({}, { system_fingerprint: "", service_tier: null, request_id: "r1", lane: 3 })],
    ["request_id: null", reply({}, { request_id: null })],
  ])("keeps %s as it is", (_, wire) => {
    expect(chatCompletion.parse(wire)).toEqual(wire);
  });

  it.each(usages)("keeps usage %s as it is", (_, usage) => {
    expect(chatCompletion.parse(reply({}, { usage })).usage).toEqual(usage);
  });

  it("reads missing figures of usage as 0", () => {
    expect(chatCompletion.parse(reply({}, { usage: { prompt_tokens: 3 } })).usage).toEqual({
      prompt_tokens: 3,
      completion_tokens: 0,
      total_tokens: 0,
    });
  });

  it("keeps log probabilities", () => {
    const logprobs = {
      content: [{ token: "晴", bytes: [1], logprob: null, top_logprobs: [{ token: "阴", logprob: -1 }] }],
    };
    const wire = reply({});
    const [choice] = wire.choices;
    expect(chatCompletion.parse({ ...wire, choices: [{ ...choice, logprobs }] }).choices[0]?.logprobs).toEqual(
      logprobs,
    );
  });

  it.each([
    ["no id", { ...call, id: undefined }, { id: "" }],
    ["id: null", { ...call, id: null }, { id: "" }],
    ["no type", { ...call, type: undefined }, { type: "function" }],
    ["an empty type", { ...call, type: "" }, { type: "function" }],
    ["no arguments", { ...call, function: { name: "weather" } }, { function: { name: "weather", arguments: "" } }],
    ["arguments: null", { ...call, function: { name: "weather", arguments: null } }, { function: { arguments: "" } }],
    [
      "an object for arguments",
      { ...call, function: { name: "weather", arguments: { a: 1 } } },
      { function: { arguments: '{"a":1}' } },
    ],
  ])("reads a call with %s", (_, wire, read) => {
    expect(chatCompletion.parse(reply({ tool_calls: [wire] })).choices[0]?.message.tool_calls).toMatchObject([read]);
  });

  it("reads a missing content as null and parts as one text", () => {
    expect(chatCompletion.parse(reply({ content: undefined })).choices[0]?.message.content).toBeNull();
    expect(chatCompletion.parse(reply({ content: [{ text: "a" }, { text: "b" }] })).choices[0]?.message.content).toBe(
      "ab",
    );
  });

  it("takes n choices", () => {
    const choices = [0, 1, 2, 3].map((index) => ({ index, message: { role: "assistant", content: "x" } }));
    expect(chatCompletion.parse(reply({}, { choices })).choices.map((choice) => choice.index)).toEqual([0, 1, 2, 3]);
  });

  it.each([
    ["an error body", { error: { message: "no", code: null } }],
    ["a chunk", { ...reply({}), object: "chat.completion.chunk" }],
    ["a choice without a message", { choices: [{ index: 0 }] }],
  ])("refuses %s", (_, wire) => {
    expect(chatCompletion.safeParse(wire).success).toBe(false);
  });
});

describe("modelList", () => {
  it("keeps a list as it is", () => {
    const list = {
      object: "list",
      data: [
        { id: "qwen-plus", object: "model", created: 1, owned_by: "system" },
        { id: "x", kind: 1 },
      ],
    };
    expect(modelList.parse(list)).toEqual(list);
    expect(modelList.parse({ data: [] })).toEqual({ object: "list", data: [] });
  });
});
