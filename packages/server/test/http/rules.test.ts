import { describe, expect, it } from "vitest";
import { createEmulator } from "../../src/index.ts";
import type { EmulatorOptions } from "../../src/index.ts";
import { chatRequest, chunks, complete, converse, userAsks } from "../support/ask.ts";
import { simplified } from "../support/tools.ts";

const ask = async (request: object, options: EmulatorOptions = {}): Promise<string> => {
  const response = await createEmulator(options).fetch(chatRequest({ ...userAsks("hello"), ...request }));
  const { error } = (await response.json()) as { error?: { message: string } };
  return `${response.status} ${error?.message ?? ""}`.trim();
};
const anyNumber = expect.any(Number) as number;
const call = { id: "call_1", type: "function", function: { name: "f", arguments: "{}" } };
const unanswered = {
  messages: [
    { role: "user", content: "x" },
    { role: "assistant", content: "", tool_calls: [call] },
    { role: "user", content: "y" },
  ],
};

/** One tool message without an id, as both documents write it, while two calls are open. */
const twoOpen = {
  messages: [
    { role: "user", content: "x" },
    { role: "assistant", content: "", tool_calls: [call, { ...call, id: "call_2" }] },
    { role: "tool", name: "f", content: "y" },
  ],
};
const withArguments = (text: string | undefined): object => ({
  messages: [
    { role: "user", content: "x" },
    { role: "assistant", content: "", tool_calls: [{ ...call, function: { name: "f", arguments: text } }] },
    { role: "tool", tool_call_id: "call_1", content: "y" },
  ],
});

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
    [twoOpen, "The following tool_call_ids did not have response messages: message[2].role"],
    [withArguments("{not json"), 'The "function.arguments" parameter of the code model must be in JSON format.'],
    [withArguments(undefined), "If tool_calls are present in the message, function.arguments must be defined."],
    [
      { model: "qwen3-max", enable_thinking: true, tools: simplified, tool_choice: "required" },
      "The tool_choice parameter does not support being set to required or object in thinking mode",
    ],
    [{ max_tokens: 10_000_000 }, "Range of max_tokens should be [1, 32768]"],
    [{ seed: -1 }, "Range of seed should be [0, 9223372036854775807]"],
    [{ messages: [{ role: "system", content: "x" }] }, "do not contain elements with the role of user"],
    [
      {
        messages: [
          { role: "user", content: "x" },
          { role: "assistant", content: "x" },
        ],
      },
      'the role in last message must be in ["user","function","tool"]',
    ],
  ])("%j", async (request, words) => {
    expect(await ask(request)).toMatch(/^400 /);
    expect(await ask(request)).toContain(words.trim());
  });

  it("refuses one part that is too large in other words than a body that is", async () => {
    const url = `data:image/png;base64,${"A".repeat(11 * 1024 * 1024)}`;
    const request = {
      model: "qwen3-vl-plus",
      messages: [{ role: "user", content: [{ type: "image_url", image_url: { url } }] }],
    };
    expect(await ask(request, { maxBodyBytes: 20 * 1024 * 1024 })).toMatch(
      /^400 .*Exceeded limit on max bytes per data-uri item : 10485760$/,
    );
    expect(await ask(request)).toBe("400 Payload Too Large.");
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

  const said = (...roles: string[]): object => ({ messages: roles.map((role) => ({ role, content: "x" })) });

  it.each(["2024", "2025"] as const)(
    "%s wants the system message first and the last from user or tool",
    async (profile) => {
      const late = said("user", "system", "user");
      expect(await ask(late, { profile })).toMatch(/^400 .*system/);
      expect(await ask(late)).toBe("200");
      expect(await ask(said("user", "assistant"), { profile })).toMatch(/^400 .*last message/);
      expect(await ask(late, { profile, rules: { "system-not-first": false } })).toBe("200");
    },
  );

  it.each(["2024", "2025"] as const)("%s gives more than one choice for qwen-plus only", async (profile) => {
    expect(await ask({ n: 2, model: "qwen-turbo" }, { profile })).toMatch(/^400 .*n above 1 is for qwen-plus only/);
    expect(await ask({ n: 2 }, { profile })).toBe("200");
    expect(await ask({ n: 2, model: "qwen-turbo" })).toBe("200");
  });

  it.each(["2024", "2025", "current"] as const)(
    "%s: a tool message without an id answers the one open call",
    async (profile) => {
      const [question, calls, told] = twoOpen.messages;
      const one = { messages: [question, { ...calls, tool_calls: [call] }, told] };
      expect(await ask(one, { profile })).toBe("200");
      expect(await ask(twoOpen, { profile })).toMatch(/^400 .*must be followed by tool messages responding to each/);
    },
  );

  it("n beside tools is one", async () => {
    const { choices } = await complete(createEmulator(), userAsks("hello", { n: 3, tools: simplified }));
    expect(choices).toHaveLength(1);
    expect((await complete(createEmulator(), userAsks("hello", { n: 3 }))).choices).toHaveLength(3);
  });

  it.each(["2024", "2025"] as const)("%s writes replies as its document prints them", async (profile) => {
    const emulator = createEmulator({ profile, engine: () => "hi" });
    expect(await complete(emulator, userAsks("hello"))).toEqual({
      choices: [{ message: { role: "assistant", content: "hi" }, finish_reason: "stop", index: 0, logprobs: null }],
      object: "chat.completion",
      usage: { prompt_tokens: anyNumber, completion_tokens: anyNumber, total_tokens: anyNumber },
      created: anyNumber,
      system_fingerprint: "",
      model: "qwen-plus",
      id: expect.stringMatching(/^chatcmpl-[0-9a-f]{32}$/) as unknown,
    });
    const usage = { include_usage: true };
    const all = await chunks(emulator, userAsks("hello", { stream_options: usage }));
    expect(all.map(({ choices }) => choices[0])).toEqual([
      { delta: { content: "", role: "assistant" }, index: 0, logprobs: null, finish_reason: null },
      { delta: { content: "hi" }, index: 0, logprobs: null, finish_reason: null },
      { delta: { content: "" }, index: 0, logprobs: null, finish_reason: "stop" },
      undefined,
    ]);
    expect(all[0]).toMatchObject({ object: "chat.completion.chunk", usage: null, system_fingerprint: null });
    expect(Object.keys(all.at(-1)?.usage ?? {})).toHaveLength(3);
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
    const nonsense = { nonsense: true } as EmulatorOptions["rules"]; // what a misspelt name in JavaScript is
    expect(() => createEmulator({ rules: nonsense })).toThrow('There is no rule "nonsense"');
    expect(await ask({ stream: true, tools: simplified }, { rules: { "tools-with-stream": true } })).toMatch(/^400 /);
  });
});
