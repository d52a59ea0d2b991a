import { createEmulator, script } from "@qwire/server";
import { listen } from "@qwire/server/node";
import type { Listening } from "@qwire/server/node";
import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const answer = "我是来自阿里云的大规模语言模型,我叫通义千问。";
const tools: OpenAI.ChatCompletionFunctionTool[] = [
  {
    type: "function",
    function: { name: "get_current_time", description: "当你想知道现在的时间时非常有用。", parameters: {} },
  },
  {
    type: "function",
    function: {
      name: "get_current_weather",
      description: "当你想查询指定城市的天气时非常有用。",
      parameters: { type: "object", properties: { location: { type: "string" } }, required: ["location"] },
    },
  },
];

describe("the openai package against the emulator, over a socket", () => {
  let server: Listening;
  let openai: OpenAI;
  beforeAll(async () => {
    server = await listen(
      createEmulator({ engine: script([{ when: "你是谁", then: answer }]), apiKeys: ["sk-right"] }),
    );
    openai = new OpenAI({ apiKey: "sk-right", baseURL: server.url, maxRetries: 0 });
  });
  afterAll(() => server.close());

  it("gets a plain reply", async () => {
    const messages: OpenAI.ChatCompletionMessageParam[] = [
      { role: "system", content: "You are a helpful assistant." },
      { role: "user", content: "你是谁?" },
    ];
    const completion = await openai.chat.completions.create({ model: "qwen-plus", messages });
    expect(completion.choices[0]?.message.content).toBe(answer);
    expect(completion.usage?.total_tokens).toBeGreaterThan(0);
    expect(completion._request_id).toBeTruthy();
  });

  it("gets a stream, with the usage in a last chunk without choices", async () => {
    const stream = await openai.chat.completions.create({
      model: "qwen-plus",
      messages: [{ role: "user", content: "你是谁?" }],
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = "";
    let last: OpenAI.ChatCompletionChunk | undefined;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? "";
      last = chunk;
    }
    expect(text).toBe(answer);
    expect(last?.choices).toEqual([]);
    expect(last?.usage?.total_tokens).toBeGreaterThan(0);
  });

  it("gets a tool call, whole and streamed, and an answer from its result", async () => {
    const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: "user", content: "落星镇的天气怎么样?" }];
    const whole = await openai.chat.completions.create({ model: "qwen-plus", messages, tools });
    const [call] = whole.choices[0]?.message.tool_calls ?? [];
    if (call?.type !== "function") throw new Error("no function call");
    expect(call.function.name).toBe("get_current_weather");
    expect(JSON.parse(call.function.arguments)).toEqual({ location: "落星镇" });

    const streamed = await openai.chat.completions
      .stream({ model: "qwen3-max", messages, tools })
      .finalChatCompletion();
    expect(streamed.choices[0]?.message.tool_calls?.[0]).toMatchObject({ function: { name: "get_current_weather" } });

    messages.push({ role: "assistant", content: "", tool_calls: [call] });
    messages.push({ role: "tool", tool_call_id: call.id, content: "落星镇今天是雨天。" });
    const final = await openai.chat.completions.create({ model: "qwen-plus", messages, tools });
    expect(final.choices[0]?.message.content).toContain("落星镇今天是雨天");
  });

  it("reads the emulator's errors as its own", async () => {
    const stranger = new OpenAI({ apiKey: "sk-wrong", baseURL: server.url, maxRetries: 0 });
    await expect(stranger.models.list()).rejects.toThrow(OpenAI.AuthenticationError);
    await expect(
      stranger.chat.completions.create({ model: "qwen-plus", messages: [{ role: "user", content: "hi" }] }),
    ).rejects.toMatchObject({ status: 401, code: "invalid_api_key" });
  });
});
