// A streamed answer through a tool, with the key and the address from the environment.
import { match, ok, strictEqual } from "node:assert/strict";
import { createClient, defineTool, isChatError } from "qwire";

const client = createClient();
const weather = defineTool({
  name: "get_current_weather",
  description: "当你想查询指定城市的天气时非常有用。",
  input: {
    jsonSchema: { type: "object", properties: { location: { type: "string" } }, required: ["location"] },
    validate: (value: unknown) => ({ value: value as { location: string } }),
  },
  run: ({ location }) => `${location}今天是雨天。`,
});

const run = client.chat.completions.run(
  { model: "qwen-plus", messages: [{ role: "user", content: "杭州天气怎么样?" }] },
  { tools: [weather] },
);
let pieces = 0;
for await (const event of run) if (event.type === "text-delta") pieces += 1;
const { text, steps } = await run.result();
ok(pieces > 1, "an answer comes in pieces");
strictEqual(steps.length, 2);
match(text, /杭州.*雨/);

const refused = await createClient({ baseURL: "http://127.0.0.1:1/v1", apiKey: "any", retry: false })
  .models.list()
  .catch((error: unknown) => error);
ok(isChatError(refused));
strictEqual(refused.code, "connection_failed");
