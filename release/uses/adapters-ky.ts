import { ok } from "node:assert/strict";
import { kyTransport } from "@qwire/adapters/ky";
import { createClient } from "@qwire/core";
import ky from "ky";

const baseURL = process.env["DASHSCOPE_BASE_URL"] ?? "";
const transport = kyTransport(ky.create({ headers: { "x-app": "rehearsal" } }));
const client = createClient({ baseURL, apiKey: "any", transport });
let text = "";
const request = { model: "qwen-plus", messages: [{ role: "user" as const, content: "你好" }] };
for await (const piece of client.chat.completions.stream(request).text()) text += piece;
ok(text.length > 0);
