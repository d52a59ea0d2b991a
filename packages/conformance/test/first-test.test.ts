// The first sample of packages/server/README.md, as it stands there.
import { createEmulator, script } from "@qwire/server";
import { handlers } from "@qwire/server/msw";
import { http } from "msw";
import { setupServer } from "msw/node";
import OpenAI from "openai";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";

const emulator = createEmulator({
  engine: script([{ when: /天气/, then: [{ call: "get_current_weather", with: { location: "杭州" } }] }]),
});
const server = setupServer(...handlers(http, emulator)); // msw 2 and 3
beforeAll(() => server.listen());
afterEach(() => emulator.reset());
afterAll(() => server.close());

it("asks for the weather of the town that was named", async () => {
  // Your app does this somewhere inside, with the base URL it always has.
  const openai = new OpenAI({ apiKey: "any", baseURL: "https://dashscope.aliyuncs.com/compatible-mode/v1" });
  const messages = [{ role: "user" as const, content: "杭州天气怎么样?" }];
  const { choices } = await openai.chat.completions.create({ model: "qwen-plus", messages });

  const [call] = choices[0]?.message.tool_calls ?? [];
  expect(call).toMatchObject({ function: { name: "get_current_weather", arguments: '{"location": "杭州"}' } });
  expect(emulator.calls[0]?.request.messages).toEqual(messages);
});
