// Without an SDK the global providers record nothing, and a call goes on as ever.
import { strictEqual } from "node:assert/strict";
import { createClient } from "@qwire/core";
import { otelObserver } from "@qwire/core/otel";

const client = createClient({
  baseURL: process.env["DASHSCOPE_BASE_URL"] ?? "",
  apiKey: "any",
  observe: otelObserver(),
  transport: async ({ url, method, headers, body }, signal) =>
    fetch(url, { method, headers, signal, ...(body === undefined ? {} : { body }) }),
});
const { choices } = await client.chat.completions.create({
  model: "qwen-plus",
  messages: [{ role: "user", content: "你好" }],
});
strictEqual(choices[0]?.finish_reason, "stop");
