import { strictEqual } from "node:assert/strict";
import { createEmulator, script } from "@qwire/server";
import { handlers } from "@qwire/server/msw";
import { http } from "msw";
import { setupServer } from "msw/node";

const server = setupServer(...handlers(http, createEmulator({ engine: script([{ then: "下雨。" }]) })));
server.listen();
const reply = await fetch("https://dashscope.aliyuncs.com/compatible-mode/v1/chat/completions", {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ model: "qwen-plus", messages: [{ role: "user", content: "天气?" }] }),
});
strictEqual((await reply.json()).choices[0].message.content, "下雨。");
server.close();
