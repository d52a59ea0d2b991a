import { describe, expect, it } from "vitest";
import { chatRequest } from "../../src/chat-request/chat-request.ts";
import { documentRequests, forbiddenStop } from "../fixtures/documents.ts";

const messages = [{ role: "user", content: "hello" }];
const request = (fields: object) => ({ model: "qwen-plus", messages, ...fields });
const withMessage = (message: object) => ({ model: "qwen-plus", messages: [message] });
const call = { id: "call_1", type: "function", function: { name: "clock", arguments: "{}" }, index: 0 };

describe("chatRequest", () => {
  it.each(documentRequests)("takes what the document prints: $document, $sample", ({ body }) => {
    expect(chatRequest.parse(body)).toEqual(body);
  });

  it("refuses the stop the 2025 document forbids, naming the field", () => {
    const { error } = chatRequest.safeParse(request({ stop: forbiddenStop }));
    expect(error?.issues.map((issue) => issue.path)).toEqual([["stop"]]);
  });

  // One line per row of wire.md B.
  it.each([
    { stream: true, stream_options: { include_usage: true } },
    { temperature: 0, top_p: 1, top_k: 20, presence_penalty: -2, frequency_penalty: 0, repetition_penalty: 1.1 },
    { max_tokens: 1, max_completion_tokens: 4096 },
    { seed: 42 },
    { stop: ["a", "b"] },
    { stop: [[1, 2], [3]] },
    { n: 4 },
    { tools: [{ type: "function", function: { name: "a" } }], tool_choice: "auto", parallel_tool_calls: true },
    { tool_choice: { type: "function", function: { name: "a" } }, tool_stream: true },
    { response_format: { type: "json_object" } },
    { response_format: { type: "json_schema", json_schema: { name: "answer", schema: {}, strict: true } } },
    { logprobs: true, top_logprobs: 5 },
    { enable_thinking: true, thinking_budget: 1000, preserve_thinking: true },
    { reasoning_effort: "xhigh" },
    { enable_search: true, search_options: { forced_search: true, search_strategy: "agent", freshness: 7 } },
    { search_options: { assigned_site_list: ["example.com"], intention_options: { prompt_intervene: "news" } } },
    { enable_text_image_mixed: true, enable_code_interpreter: true },
    { translation_options: { source_lang: "auto", target_lang: "English", terms: [{ source: "a", target: "b" }] } },
    { asr_options: { language: "zh", enable_lid: true, enable_itn: false } },
    { modalities: ["text", "audio"], audio: { voice: "Cherry", format: "wav" } },
    { vl_high_resolution_images: true },
    { metadata: { sessionId: "s" }, user: "u", store: false, service_tier: null, logit_bias: { "50256": -100 } },
    { extra_body: { newer: true } },
    { newer: "unknown fields pass" },
  ])("takes %j", (fields) => {
    expect(chatRequest.parse(request(fields))).toEqual(request(fields));
  });

  it("takes a seed of 64 bits as a bigint", () => {
    const body = request({ seed: 18446744073709551615n });
    expect(chatRequest.parse(body)).toEqual(body);
  });

  it("takes null for every field but model and messages", () => {
    const optional = ["temperature", "top_p", "seed", "stop", "n", "tools", "tool_choice", "stream", "stream_options"];
    const more = ["response_format", "enable_thinking", "thinking_budget", "search_options", "modalities", "audio"];
    const fields = Object.fromEntries([...optional, ...more].map((field) => [field, null]));
    expect(chatRequest.parse(request(fields))).toEqual(request(fields));
  });

  it.each([
    { role: "system", content: "Be brief." },
    { role: "system", content: [{ type: "text", text: "long", cache_control: { type: "ephemeral" } }] },
    { role: "developer", content: "Be brief." },
    { role: "user", content: "hello", name: "Ann" },
    { role: "assistant", content: null, tool_calls: [call] },
    { role: "assistant", tool_calls: [call] },
    { role: "assistant", content: "", refusal: null, audio: null, function_call: null, tool_calls: [call] },
    { role: "assistant", content: "x", reasoning_content: "y", tool_calls: null },
    { role: "assistant", content: "Once upon", partial: true },
    { role: "tool", content: "12:00", tool_call_id: "call_1" },
    { role: "tool", content: "12:00", name: "clock" },
    { role: "tool", content: "12:00", name: null, tool_call_id: null },
  ])("takes the message %j", (message) => {
    expect(chatRequest.parse(withMessage(message))).toEqual(withMessage(message));
  });

  it.each([
    { type: "text", text: "what is this?", cache_control: { type: "ephemeral" } },
    {
      type: "image_url",
      image_url: { url: "data:image/png;base64,iVBORw0KGgo=" },
      min_pixels: 65536,
      max_pixels: 2621440,
    },
    { type: "input_audio", input_audio: { data: "https://example.com/a.mp3", format: "mp3" } },
    { type: "video", video: ["https://example.com/1.jpg", "https://example.com/2.jpg"], fps: 2, total_pixels: 100000 },
    { type: "video_url", video_url: { url: "https://example.com/a.mp4" }, fps: 2, min_pixels: 1, max_pixels: 2 },
  ])("takes the part %j", (part) => {
    const body = withMessage({ role: "user", content: [part] });
    expect(chatRequest.parse(body)).toEqual(body);
  });

  it("tells all that is wrong at once, in order", () => {
    const body = {
      model: 1,
      messages: [{ role: "user" }],
      temperature: "hot",
      tools: [{ type: "function", function: {} }],
    };
    const { error } = chatRequest.safeParse(body);
    expect(error?.issues.map((issue) => issue.path)).toEqual([
      ["model"],
      ["messages", 0, "content"],
      ["temperature"],
      ["tools", 0, "function", "name"],
    ]);
  });

  it("takes the nulls of SDK dumps inside tools, parts and options", () => {
    const dumped = request({
      stream_options: { include_usage: null },
      search_options: { freshness: null, intention_options: null },
      tools: [{ type: "function", function: { name: "clock", description: null, parameters: null, required: null } }],
      messages: [{ role: "user", content: [{ type: "text", text: "x", cache_control: null }], name: null }],
    });
    expect(chatRequest.safeParse(dumped).error).toBeUndefined();
    expect(chatRequest.parse(dumped).tools?.[0]?.function.parameters).toBeUndefined();
  });

  it("refuses an empty conversation", () => {
    expect(chatRequest.safeParse({ model: "qwen-plus", messages: [] }).success).toBe(false);
  });
});
