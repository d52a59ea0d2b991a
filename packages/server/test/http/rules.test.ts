import { describe, expect, it } from "vitest";
import { createEmulator } from "../../src/index.ts";
import type { EmulatorOptions } from "../../src/index.ts";
import { chatRequest, complete, converse, userAsks } from "../support/ask.ts";
import { simplified } from "../support/tools.ts";

const ask = async (request: object, options: EmulatorOptions = {}): Promise<string> => {
  const response = await createEmulator(options).fetch(chatRequest({ ...userAsks("hello"), ...request }));
  const { error } = (await response.json()) as { error?: { message: string } };
  return `${response.status} ${error?.message ?? ""}`.trim();
};
const call = { id: "call_1", type: "function", function: { name: "f", arguments: "{}" } };
const unanswered = {
  messages: [
    { role: "user", content: "x" },
    { role: "assistant", content: "", tool_calls: [call] },
    { role: "user", content: "y" },
  ],
};

describe("the service of today refuses in its own words", () => {
  it.each([
    [{ temperature: 2 }, "Temperature should be in [0.0, 2.0)"],
    [{ top_p: 0 }, "Range of top_p should be (0.0, 1.0]"],
    [{ presence_penalty: 3 }, "Presence_penalty should be in [-2.0, 2.0]"],
    [{ n: 5 }, "Range of n should be [1, 4]"],
    [{ stop: ["a", 1] }, 'The "stop" parameter must be of type "str", "list[str]", "list[int]", or "list[list[int]]"'],
    [
      {
        messages: [
          { role: "developer", content: "x" },
          { role: "user", content: "x" },
        ],
      },
      "developer is not one of ['system', 'assistant', 'user', 'tool', 'function']",
    ],
    [{ response_format: { type: "json_object" } }, "'messages' must contain the word 'json'"],
    [
      { model: "qwq-32b" },
      "This model only support stream mode, please enable the stream parameter to access the model. ",
    ],
    [{ enable_thinking: true }, "parameter.enable_thinking must be set to false for non-streaming calls"],
    [unanswered, "The following tool_call_ids did not have response messages: message[2].role"],
    [
      {
        messages: [
          { role: "user", content: "x" },
          { role: "tool", content: "x", tool_call_id: "y" },
        ],
      },
      'messages with role "tool" must be a response to a preceeding message with "tool_calls".',
    ],
  ])("%j", async (request, words) => {
    expect(await ask(request)).toMatch(/^400 /);
    expect(await ask(request)).toContain(words.trim());
  });

  it("takes what is legal", async () => {
    expect(await ask({ temperature: 0, top_p: 1, seed: 1, n: 2, user: "me", unknown_field: 1 })).toBe("200");
  });
});

describe("profiles", () => {
  it("2024 and 2025 refuse tools in a stream, today does not", async () => {
    const request = { stream: true, tools: simplified };
    expect(await ask(request, { profile: "2024" })).toMatch(/^400 .*stream/);
    expect(await ask(request, { profile: "2025" })).toMatch(/^400 .*stream/);
    const today = await createEmulator().fetch(chatRequest({ ...userAsks("hello"), ...request }));
    expect(today.status).toBe(200);
    await today.text();
  });

  it("2025 wants the system message first", async () => {
    const request = {
      messages: [
        { role: "user", content: "x" },
        { role: "system", content: "x" },
        { role: "user", content: "x" },
      ],
    };
    expect(await ask(request, { profile: "2025" })).toMatch(/^400 .*system/);
    expect(await ask(request)).toBe("200");
  });

  it("2024 does not know the models of later", async () => {
    expect(await ask({ model: "qwen3-max" }, { profile: "2024" })).toMatch(/^404 /);
  });

  it("2024 writes arguments under properties, as its document's code reads them, and knows its own calls again", async () => {
    const emulator = createEmulator({ profile: "2024" });
    const request = userAsks("杭州和北京天气怎么样?现在几点了?", { model: "qwen-max", tools: simplified });
    const { choices } = await complete(emulator, request);
    expect(choices[0]?.message.tool_calls?.[0]?.function.arguments).toBe('{"properties": {"location": "杭州"}}');
    expect((await converse(request, () => "好", emulator)).rounds).toHaveLength(3);
  });

  it("rules are switched one by one", async () => {
    expect(await ask({ temperature: 2 }, { rules: { "temperature-range": false } })).toBe("200");
    expect(await ask({ stream: true, tools: simplified }, { rules: { "tools-with-stream": true } })).toMatch(/^400 /);
  });
});
