import { deepStrictEqual } from "node:assert/strict";
import { createClient } from "@qwire/core";
import { observer } from "@qwire/core/observe";

const seen: string[] = [];
const client = createClient({
  baseURL: process.env["DASHSCOPE_BASE_URL"] ?? "",
  apiKey: "any",
  observe: observer((event) => seen.push(event.type)),
  transport: async ({ url, method, headers, body }, signal) =>
    fetch(url, { method, headers, signal, ...(body === undefined ? {} : { body }) }),
});
await client.chat.completions.create({ model: "qwen-plus", messages: [{ role: "user", content: "你好" }] });
deepStrictEqual(seen, ["start", "request", "response", "end"]);
