import { match, strictEqual } from "node:assert/strict";
import { createGateway, memoryLimiter } from "@qwire/server/gateway";

const gateway = createGateway({
  apiKey: "any",
  baseURL: process.env["DASHSCOPE_BASE_URL"] ?? "",
  models: ["qwen-plus"],
  authorize: (request) => request.headers.get("authorization"),
  limiter: memoryLimiter({ requestsPerMinute: 1 }),
});
const ask = (headers: Record<string, string>): Promise<Response> =>
  gateway(
    new Request("http://gateway/v1/chat/completions", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ model: "qwen-plus", messages: [{ role: "user", content: "你好" }], stream: true }),
    }),
  );
strictEqual((await ask({})).status, 401);
match(await (await ask({ authorization: "Bearer ada" })).text(), /data: \[DONE\]/);
strictEqual((await ask({ authorization: "Bearer ada" })).status, 429);
