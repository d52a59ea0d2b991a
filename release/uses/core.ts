// Core brings no transport: a reader writes one in ten lines.
import { ok, strictEqual } from "node:assert/strict";
import { createClient } from "@qwire/core";
import type { Transport } from "@qwire/core";

const transport: Transport = async ({ url, method, headers, body }, signal) => {
  const reply = await fetch(url, { method, headers, signal, ...(body === undefined ? {} : { body }) });
  return { status: reply.status, headers: reply.headers, body: reply.body };
};
const baseURL = process.env["DASHSCOPE_BASE_URL"] ?? "";
const client = createClient({ baseURL, apiKey: "any", transport });

const stream = client.chat.completions.stream({ model: "qwen-plus", messages: [{ role: "user", content: "你好" }] });
let text = "";
for await (const piece of stream.text()) text += piece;
ok(text.length > 0);
strictEqual((await stream.completion()).choices[0]?.message.content, text);
