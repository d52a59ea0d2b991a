import { strictEqual } from "node:assert/strict";
import { createClient } from "@qwire/core";
import { toResponse } from "@qwire/core/route-handler";

const body = {
  id: "chatcmpl-1",
  object: "chat.completion",
  created: 1,
  model: "qwen-plus",
  choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "rain" } }],
};
const client = createClient({
  baseURL: "http://localhost/v1",
  apiKey: "any",
  transport: async () => ({ status: 200, headers: new Headers(), body: new Response(JSON.stringify(body)).body }),
});
const stream = client.chat.completions.stream({ model: "qwen-plus", messages: [{ role: "user", content: "?" }] });
const response = await toResponse(stream, { format: "text" });
strictEqual(await response.text(), "rain");
