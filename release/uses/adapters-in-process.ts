import { ok } from "node:assert/strict";
import { inProcessTransport } from "@qwire/adapters/in-process";
import { createClient } from "@qwire/core";
import { createEmulator } from "@qwire/server";

const baseURL = "http://emulator/v1";
const transport = inProcessTransport(createEmulator().fetch);
const client = createClient({ baseURL, apiKey: "any", transport });
let text = "";
const request = { model: "qwen-plus", messages: [{ role: "user" as const, content: "你好" }] };
for await (const piece of client.chat.completions.stream(request).text()) text += piece;
ok(text.length > 0);
