import type { ChatMessage } from "../../src/chat-message.ts";
import type { ChatRequest } from "../../src/chat-request/chat-request.ts";
import type { FieldRuleName } from "../../src/rules/all-rules.ts";
import type { Path } from "../../src/rules/rule.ts";

const hello: ChatMessage = { role: "user", content: "hello" };
const request = (fields: Partial<ChatRequest>, model = "some-model"): ChatRequest => ({
  model,
  messages: [hello],
  ...fields,
});
const chat = (...messages: ChatMessage[]): ChatRequest => ({ model: "some-model", messages });
const clock = { type: "function" as const, function: { name: "clock" } };
const tools = [clock];
const call = { id: "call_1", type: "function" as const, function: { name: "clock", arguments: "{}" } };
const asked: ChatMessage = { role: "assistant", content: "", tool_calls: [call] };
const answered: ChatMessage = { role: "tool", tool_call_id: "call_1", content: "12:00" };
const image = { type: "image_url" as const, image_url: { url: "https://example.com/a.png" } };

function nested(levels: number): object {
  let value: object = {};
  for (let level = 1; level < levels; level += 1) value = { a: value };
  return value;
}

/** For every rule a request that breaks it, in one place. */
export const broken: { readonly [Name in FieldRuleName]: { body: ChatRequest; path: Path } } = {
  "too-deep": { body: request({ metadata: { a: nested(511) } }), path: ["metadata"] },
  "model-empty": { body: request({}, " "), path: ["model"] },
  "model-not-in-2024": { body: request({}, "qwen3-max"), path: ["model"] },
  "model-not-in-2025": { body: request({}, "qwen-long"), path: ["model"] },
  "developer-role": { body: chat({ role: "developer", content: "x" }, hello), path: ["messages", 0, "role"] },
  "system-not-first": { body: chat(hello, { role: "system", content: "x" }, hello), path: ["messages", 1, "role"] },
  "no-user-message": { body: chat({ role: "system", content: "x" }), path: ["messages"] },
  "last-role": { body: chat(hello, { role: "assistant", content: "x" }), path: ["messages", 1, "role"] },
  "turns-alternate": { body: chat(hello, hello), path: ["messages", 1, "role"] },
  "partial-not-last": {
    body: chat(hello, { role: "assistant", content: "x", partial: true }, hello),
    path: ["messages", 1, "partial"],
  },
  "partial-while-thinking": {
    body: { ...chat(hello, { role: "assistant", content: "x", partial: true }), enable_thinking: true },
    path: ["messages", 1, "partial"],
  },
  "system-for-qwq": {
    body: { model: "qwq-32b", stream: true, messages: [{ role: "system", content: "x" }, hello] },
    path: ["messages", 0, "role"],
  },
  "translation-messages": {
    body: { model: "qwen-mt-plus", messages: [{ role: "system", content: "x" }, hello] },
    path: ["messages"],
  },
  "tool-call-unanswered": { body: chat(hello, asked, hello), path: ["messages", 1, "tool_calls", 0] },
  "tool-answer-orphan": { body: chat(hello, answered), path: ["messages", 1] },
  "tool-answer-without-id": {
    body: { ...chat(hello, asked, { role: "tool", name: "clock", content: "12:00" }), tools },
    path: ["messages", 2, "tool_call_id"],
  },
  "tool-arguments-not-json": {
    body: {
      ...chat(hello, { ...asked, tool_calls: [{ ...call, function: { name: "clock", arguments: "{" } }] }, answered),
      tools,
    },
    path: ["messages", 1, "tool_calls", 0, "function", "arguments"],
  },
  "assistant-content-missing": {
    body: { ...chat(hello, { role: "assistant", tool_calls: [call] }, answered), tools },
    path: ["messages", 1, "content"],
  },
  "media-unknown-to-model": {
    body: { model: "qwen-plus", messages: [{ role: "user", content: [image] }] },
    path: ["messages", 0, "content", 0],
  },
  "media-url": {
    body: chat({ role: "user", content: [{ type: "image_url", image_url: { url: "file:///a.png" } }] }),
    path: ["messages", 0, "content", 0],
  },
  "data-uri-too-large": {
    body: chat({
      role: "user",
      content: [image, { type: "image_url", image_url: { url: `data:image/png;base64,${"A".repeat(10_485_760)}` } }],
    }),
    path: ["messages", 0, "content", 1],
  },
  "video-frames": {
    body: chat({ role: "user", content: [{ type: "video", video: ["https://example.com/1.jpg"] }] }),
    path: ["messages", 0, "content", 0],
  },
  "video-fps": {
    body: chat({
      role: "user",
      content: [{ type: "video_url", video_url: { url: "https://example.com/a.mp4" }, fps: 60 }],
    }),
    path: ["messages", 0, "content", 0],
  },
  "cache-markers": {
    body: chat({
      role: "user",
      content: Array.from({ length: 5 }, () => ({ type: "text", text: "x", cache_control: { type: "ephemeral" } })),
    }),
    path: ["messages", 0, "content", 4],
  },
  "temperature-range": { body: request({ temperature: 2 }), path: ["temperature"] },
  "top-p-range": { body: request({ top_p: 0 }), path: ["top_p"] },
  "top-k-range": { body: request({ top_k: -1 }), path: ["top_k"] },
  "presence-penalty-range": { body: request({ presence_penalty: 3 }), path: ["presence_penalty"] },
  "repetition-penalty-range": { body: request({ repetition_penalty: 0 }), path: ["repetition_penalty"] },
  "seed-range": { body: request({ seed: -1 }), path: ["seed"] },
  "seed-above-63-bits": { body: request({ seed: 2n ** 63n }), path: ["seed"] },
  "seed-above-31-bits": { body: request({ seed: 2 ** 31 }), path: ["seed"] },
  "seed-inexact": { body: request({ seed: 2 ** 53 }), path: ["seed"] },
  "temperature-beside-top-p": { body: request({ temperature: 1, top_p: 0.5 }), path: ["top_p"] },
  "max-tokens-range": { body: request({ max_tokens: 0 }), path: ["max_tokens"] },
  "max-completion-tokens-range": { body: request({ max_completion_tokens: 0 }), path: ["max_completion_tokens"] },
  "max-tokens-above-model": { body: request({ max_tokens: 100_000 }, "qwen-plus"), path: ["max_tokens"] },
  // By its type a stop cannot be mixed.
  "stop-mixed": { body: request({ stop: ["你好", 104307] as unknown as string[] }), path: ["stop"] },
  "n-range": { body: request({ n: 5 }), path: ["n"] },
  "n-with-tools": { body: request({ n: 2, tools }), path: ["n"] },
  "n-outside-qwen-plus": { body: request({ n: 2 }, "qwen-turbo"), path: ["n"] },
  "n-above-model": { body: request({ n: 2 }, "qwen-max"), path: ["n"] },
  "n-while-thinking": { body: request({ n: 2, enable_thinking: true }), path: ["n"] },
  "stream-options-without-stream": {
    body: request({ stream_options: { include_usage: true } }),
    path: ["stream_options"],
  },
  "stream-only-model": { body: request({}, "qwq-32b"), path: ["stream"] },
  "thinking-without-stream": { body: request({ enable_thinking: true }, "qwen-plus"), path: ["enable_thinking"] },
  "tools-with-stream": { body: request({ stream: true, tools }), path: ["tools"] },
  "tool-stream-without-stream": { body: request({ tool_stream: true, tools }), path: ["tool_stream"] },
  "code-interpreter-without-stream": {
    body: request({ enable_code_interpreter: true }),
    path: ["enable_code_interpreter"],
  },
  "speech-without-stream": {
    body: request({ modalities: ["text", "audio"], audio: { voice: "Cherry", format: "wav" } }),
    path: ["modalities"],
  },
  "thinking-required": {
    body: request({ stream: true, enable_thinking: false }, "qwq-32b"),
    path: ["enable_thinking"],
  },
  "thinking-unknown-to-model": { body: request({ enable_thinking: true }, "qwen-max"), path: ["enable_thinking"] },
  "thinking-budget-range": { body: request({ thinking_budget: 0 }), path: ["thinking_budget"] },
  "thinking-budget-above-model": {
    body: request({ thinking_budget: 40_000 }, "qwen-turbo"),
    path: ["thinking_budget"],
  },
  "thinking-budget-beside-effort": {
    body: request({ thinking_budget: 1000, reasoning_effort: "low" }),
    path: ["reasoning_effort"],
  },
  "thinking-budget-without-thinking": {
    body: request({ thinking_budget: 1000, enable_thinking: false }),
    path: ["thinking_budget"],
  },
  "tool-name": {
    body: request({ tools: [{ type: "function", function: { name: "weather.now" } }] }),
    path: ["tools", 0, "function", "name"],
  },
  "tool-name-duplicate": { body: request({ tools: [clock, clock] }), path: ["tools", 1, "function", "name"] },
  "tool-name-search": {
    body: request({ tools: [{ type: "function", function: { name: "search" } }] }),
    path: ["tools", 0, "function", "name"],
  },
  "tool-required-misplaced": {
    body: request({ tools: [{ type: "function", function: { name: "clock", parameters: {}, required: ["zone"] } }] }),
    path: ["tools", 0, "function", "required"],
  },
  "tools-empty": { body: request({ tools: [] }), path: ["tools"] },
  "tools-unknown-to-model": { body: request({ tools }, "qwen-long"), path: ["tools"] },
  "tools-missing-in-round": { body: chat(hello, asked, answered), path: ["tools"] },
  "tool-choice-without-tools": { body: request({ tool_choice: "auto" }), path: ["tool_choice"] },
  "tool-choice-unknown-tool": {
    body: request({ tools, tool_choice: { type: "function", function: { name: "weather" } } }),
    path: ["tool_choice", "function", "name"],
  },
  "tool-choice-while-thinking": {
    body: request({ tools, tool_choice: "required", enable_thinking: true }),
    path: ["tool_choice"],
  },
  "json-without-the-word": { body: request({ response_format: { type: "json_object" } }), path: ["messages"] },
  "json-while-thinking": {
    body: {
      ...chat({ role: "user", content: "json" }),
      enable_thinking: true,
      response_format: { type: "json_object" },
    },
    path: ["response_format"],
  },
  "json-unknown-to-model": {
    body: request({ response_format: { type: "json_schema", json_schema: { name: "a" } } }, "qwen-max"),
    path: ["response_format", "type"],
  },
  "json-schema-name": {
    body: request({ response_format: { type: "json_schema", json_schema: { name: "an answer" } } }),
    path: ["response_format", "json_schema", "name"],
  },
  "top-logprobs-range": { body: request({ logprobs: true, top_logprobs: 6 }), path: ["top_logprobs"] },
  "top-logprobs-without-logprobs": { body: request({ top_logprobs: 1 }), path: ["top_logprobs"] },
  "search-options-without-search": {
    body: request({ search_options: { forced_search: true } }),
    path: ["search_options"],
  },
  "search-unknown-to-model": { body: request({ enable_search: true }, "qwen-long"), path: ["enable_search"] },
  "search-freshness": {
    body: request({ enable_search: true, search_options: { freshness: 8 } }),
    path: ["search_options", "freshness"],
  },
  "search-sites": {
    body: request({
      enable_search: true,
      search_options: { assigned_site_list: Array.from({ length: 26 }, () => "a.com") },
    }),
    path: ["search_options", "assigned_site_list"],
  },
  "speech-without-voice": { body: request({ stream: true, modalities: ["text", "audio"] }), path: ["audio"] },
};
