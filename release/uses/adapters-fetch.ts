import { ok } from "node:assert/strict";
import { fetchTransport } from "@qwire/adapters/fetch";
import { createClient } from "@qwire/core";

const baseURL = process.env["DASHSCOPE_BASE_URL"] ?? "";
const transport = fetchTransport();
const client = createClient({ baseURL, apiKey: "any", transport });
let text = "";
const request = { model: "qwen-plus", messages: [{ role: "user" as const, content: "你好" }] };
for await (const piece of client.chat.completions.stream(request).text()) text += piece;
ok(text.length > 0);
