import { describe, expect, it } from "vitest";
import { createEmulator, script } from "../../src/index.ts";
import { chatRequest, chunks, payloads, userAsks } from "../support/ask.ts";

// Shapes as wire.md D.3 and E.2 give them for qwen3-max.
const call = { call: "weather", with: { location: "San Francisco" }, id: "call_0123456789abcdef01234567" };
const emulator = createEmulator({
  engine: script([
    { when: "text", then: [{ say: "Hello you" }] },
    { when: "tool", then: [call] },
    { when: "think", then: [{ think: "Hm" }, { say: "Yes" }, { say: " sir" }] },
  ]),
});
const ask = (content: string): ReturnType<typeof userAsks> =>
  userAsks(content, { model: "qwen3-max", stream_options: { include_usage: true } });
const choices = async (content: string): Promise<unknown[]> =>
  (await chunks(emulator, ask(content))).slice(0, -1).map((chunk) => chunk.choices[0]);
const open = { finish_reason: null, index: 0, logprobs: null };

describe("qwen3-max streams", () => {
  it("text", async () => {
    expect(await choices("text")).toEqual([
      { delta: { content: "", role: "assistant" }, ...open },
      { delta: { content: "Hello" }, ...open },
      { delta: { content: " you" }, ...open },
      { delta: { content: "" }, ...open, finish_reason: "stop" },
    ]);
  });

  it("a tool call, with a trailing delta that lacks finish_reason and logprobs", async () => {
    const piece = (text: string): object => ({
      delta: { content: null, tool_calls: [{ index: 0, id: "", type: "function", function: { arguments: text } }] },
      ...open,
    });
    expect(await choices("tool")).toEqual([
      {
        delta: {
          content: null,
          tool_calls: [{ index: 0, id: call.id, type: "function", function: { name: "weather", arguments: "" } }],
          role: "assistant",
        },
        ...open,
      },
      piece('{"location":'),
      piece(' "San'),
      piece(' Francisco"}'),
      { delta: { tool_calls: [{ function: { arguments: "" }, index: 0, id: "", type: "function" }] }, index: 0 },
      { delta: {}, ...open, finish_reason: "tool_calls" },
    ]);
  });

  it("thinking before text", async () => {
    expect(await choices("think")).toEqual([
      { delta: { content: null, role: "assistant", reasoning_content: "" }, ...open },
      { delta: { content: null, reasoning_content: "Hm" }, ...open },
      { delta: { content: "Yes", reasoning_content: null }, ...open },
      { delta: { content: " sir", reasoning_content: null }, ...open },
      { delta: { content: "", reasoning_content: null }, ...open, finish_reason: "stop" },
    ]);
  });

  it("usage last, with the tokens of thinking inside those of the completion", async () => {
    const all = await chunks(emulator, ask("think"));
    const last = all.at(-1);
    expect(Object.keys(last ?? {})).toEqual([
      "choices",
      "object",
      "usage",
      "created",
      "system_fingerprint",
      "model",
      "id",
    ]);
    expect(last).toMatchObject({
      choices: [],
      usage: { completion_tokens_details: { reasoning_tokens: 1 }, prompt_tokens_details: { cached_tokens: 0 } },
    });
    expect(all.slice(0, -1).every((chunk) => chunk.usage === null)).toBe(true);
    expect((await payloads(emulator, ask("think"))).at(-1)).toBe("[DONE]");
  });

  it("several choices, each whole", async () => {
    const all = await chunks(emulator, { ...ask("text"), n: 2 });
    for (const index of [0, 1]) {
      const own = all.flatMap((chunk) => chunk.choices).filter((choice) => choice.index === index);
      expect(own.map((choice) => choice.delta.content).join("")).toBe("Hello you");
      expect(own.at(-1)?.finish_reason).toBe("stop");
    }
  });
});

it("qwen3-max answers in one piece with content, thinking, role and calls in that order", async () => {
  const text = await (await emulator.fetch(chatRequest(ask("think")))).text();
  expect(text).toMatch(
    /^{"choices":\[{"message":{"content":"Yes sir","reasoning_content":"Hm","role":"assistant"},"finish_reason":"stop","index":0,"logprobs":null}\],"object":"chat.completion","usage":{"prompt_tokens":\d+,"completion_tokens":3,"total_tokens":\d+,"completion_tokens_details":{"reasoning_tokens":1},"prompt_tokens_details":{"cached_tokens":0}},"created":\d+,"system_fingerprint":null,"model":"qwen3-max","id":"chatcmpl-[0-9a-f-]{36}"}$/,
  );
});
