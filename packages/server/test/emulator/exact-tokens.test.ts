import type { ChatCompletionChunk, ChatMessage, ChatRequest } from "@qwire/protocol";
import { loadTokenizer } from "@qwire/tokenizer";
import { describe, expect, it } from "vitest";
import { answer, createEmulator, echo } from "../../src/index.ts";
import type { EmulatorOptions, Engine } from "../../src/index.ts";
import { chatRequest, complete, payloads, userAsks } from "../support/ask.ts";

const tokenizer = await loadTokenizer();
const emulator = (engine: Engine, options: EmulatorOptions = {}) =>
  createEmulator({ engine, tokenizer, models: "any", ...options });

const system: ChatMessage = { role: "system", content: "You are a helpful assistant." };
const who: ChatMessage = { role: "user", content: "你是谁?" };

describe("the usage both documents print", () => {
  it.each([
    ["我是来自阿里云的超大规模预训练模型,我叫通义千问。", [system, who], 22, 18],
    ["我是来自阿里云的大规模语言模型,我叫通义千问。", [system, who], 22, 16],
    ["我是来自阿里云的大规模语言模型,我叫通义千问。", [who], 11, 16],
  ])("%s", async (text, messages, prompt_tokens, completion_tokens) => {
    for (const profile of ["2024", "2025", "current"] as const) {
      const request: ChatRequest = { model: "qwen-plus", messages };
      const { usage } = await complete(emulator(answer(text), { profile }), request);
      expect(usage).toMatchObject({
        prompt_tokens,
        completion_tokens,
        total_tokens: prompt_tokens + completion_tokens,
      });
      const stream = { ...request, stream: true, stream_options: { include_usage: true } };
      const chunks = await payloads(emulator(answer(text), { profile }), stream);
      expect(chunks.join("\n")).toMatch(new RegExp(`"completion_tokens":${completion_tokens}\\b`));
    }
  });
});

describe("the usage of other requests", () => {
  it("begins a thought as the model does", async () => {
    const prompt = async (change: Partial<ChatRequest>): Promise<number | undefined> =>
      (await complete(emulator(answer("hi")), { model: "qwen3-max", messages: [who], ...change })).usage?.prompt_tokens;
    expect(await prompt({})).toBe(11);
    expect(await prompt({ model: "qwen-turbo" })).toBe(15);
    expect(await prompt({ model: "qwen3-max-preview", enable_thinking: true })).toBe(13);
  });

  it("counts calls with their marks, thoughts with theirs, and every choice by itself", async () => {
    const call: Engine = () => [{ call: "get_time", with: { timezone: "New York" } }];
    expect((await complete(emulator(call), userAsks("time?"))).usage?.completion_tokens).toBe(20);
    const thinking: Engine = () => [{ think: "Hm, 3." }, { say: "Three" }];
    const { usage } = await complete(emulator(thinking), userAsks("how many?"));
    expect(usage).toMatchObject({
      completion_tokens: tokenizer.count("Hm, 3.") + 1 + 4,
      completion_tokens_details: { reasoning_tokens: tokenizer.count("Hm, 3.") - 1 },
    });
    expect((await complete(emulator(answer("a")), userAsks("?", { n: 3 }))).usage?.completion_tokens).toBe(3);
  });

  it("a text beyond what the tokenizer takes is counted all the same", async () => {
    const small = await loadTokenizer({ maxCharacters: 1000 });
    const text = "天气 ".repeat(1500);
    const limited: EmulatorOptions = { tokenizer: { ...small, count: tokenizer.count, encode: tokenizer.encode } };
    const { usage } = await complete(emulator(echo(), limited), userAsks(text));
    expect(usage?.completion_tokens).toBe(tokenizer.count(text));
    expect(usage?.prompt_tokens).toBeGreaterThan(tokenizer.count(text));
  });
});

describe("stop", () => {
  const said = async (text: string, stop: NonNullable<ChatRequest["stop"]>) => {
    const { choices } = await complete(emulator(answer(text)), userAsks("?", { stop }));
    return [choices[0]?.message.content, choices[0]?.finish_reason];
  };

  // The examples of the 2025 document.
  it.each<[NonNullable<ChatRequest["stop"]>, string, string]>([
    ["你好", "嗯,你好啊", "嗯,"],
    [["你好", "天气"], "北京天气好", "北京"],
    [[108386, 104307], "嗯,你好", "嗯,"],
    [[108386, 104307], "北京天气好", "北京"],
    [
      [
        [108386, 103924],
        [35946, 101243],
      ],
      "嗯,你好啊",
      "嗯,",
    ],
    [
      [
        [108386, 103924],
        [35946, 101243],
      ],
      "嗯,我很好",
      "嗯,",
    ],
  ])("%j ends %j at %j", async (stop, text, kept) => {
    expect(await said(text, stop)).toEqual([kept, "stop"]);
  });

  it("a list ends nothing where only a part of it comes", async () => {
    expect(await said("嗯,你好,我很好", [[108386, 103924]])).toEqual(["嗯,你好,我很好", "stop"]);
  });

  it("a token ends nothing where its text is a part of another token", async () => {
    const [the, then] = [tokenizer.encode(" the"), tokenizer.encode(" then")];
    expect([the.length, then.length]).toEqual([1, 1]);
    expect(await said("And then", the)).toEqual(["And then", "stop"]);
    expect(await said("And then", then)).toEqual(["And", "stop"]);
    expect(await said("And then", " the")).toEqual(["And", "stop"]);
  });

  it("ids that are in no vocabulary, and empty lists, end nothing", async () => {
    expect(await said("你好", [999_999, -1])).toEqual(["你好", "stop"]);
    expect(await said("你好", [[]])).toEqual(["你好", "stop"]);
  });

  it("never cuts a character in two, and no header says that it was not applied", async () => {
    const [, second = 0] = tokenizer.encode("𒀀");
    expect(await said("a𒀀b", [second])).toEqual(["a", "stop"]);
    const response = await emulator(answer("hi")).fetch(chatRequest(userAsks("?", { stop: [104307] })));
    expect(response.status).toBe(200);
    expect(response.headers.get("x-qwire-note")).toBeNull();
  });

  it("ends a text that was not normalised where it stands", async () => {
    expect(await said("e\u0301天气", [104307])).toEqual(["e\u0301", "stop"]);
    expect(await said("a天气e\u0301", [104307])).toEqual(["a", "stop"]);
  });
});

describe("max_tokens", () => {
  const text = "我是来自阿里云的大规模语言模型,我叫通义千问。";

  it("cuts to the token, and usage says so", async () => {
    for (let most = 1; most < 16; most++) {
      const { choices, usage } = await complete(emulator(answer(text)), userAsks("?", { max_tokens: most }));
      expect(usage?.completion_tokens).toBe(most);
      expect(choices[0]?.finish_reason).toBe("length");
      expect(text.startsWith(choices[0]?.message.content ?? "x")).toBe(true);
    }
    const whole = await complete(emulator(answer(text)), userAsks("?", { max_tokens: 16 }));
    expect(whole.choices[0]).toMatchObject({ message: { content: text }, finish_reason: "stop" });
  });

  it("counts a call with its marks, and cuts inside its arguments", async () => {
    const question = userAsks("杭州天气怎么样?", {
      tools: [
        {
          type: "function",
          function: {
            name: "get_weather",
            description: "天气",
            parameters: { type: "object", properties: { location: { type: "string" } }, required: ["location"] },
          },
        },
      ],
    });
    const whole = await complete(emulator(answer()), question);
    const tokens = whole.usage?.completion_tokens ?? 0;
    expect(whole.choices[0]?.finish_reason).toBe("tool_calls");
    const same = await complete(emulator(answer()), { ...question, max_tokens: tokens });
    expect(same.choices).toMatchObject([{ finish_reason: "tool_calls" }]);
    const cut = await complete(emulator(answer()), { ...question, max_tokens: tokens - 2 });
    expect(cut.choices[0]?.finish_reason).toBe("length");
    expect(cut.usage?.completion_tokens).toBeLessThanOrEqual(tokens - 2);
  });
});

describe("logprobs", () => {
  it("are told of the model's own tokens, one to a piece of a stream", async () => {
    const request = userAsks("?", { stream: true, logprobs: true, top_logprobs: 1 });
    const chunks = await payloads(emulator(answer("你好啊,我很好 😀")), request);
    const told = chunks
      .filter((payload) => payload !== "[DONE]")
      .flatMap((payload) => (JSON.parse(payload) as ChatCompletionChunk).choices)
      .filter(({ delta }) => (delta?.content ?? "") !== "");
    expect(told.map(({ delta }) => delta?.content)).toEqual(["你好", "啊", ",", "我", "很好", " 😀"]);
    for (const { delta, logprobs } of told) {
      expect(logprobs?.content?.map(({ token }) => token)).toEqual([delta?.content]);
    }
  });
});
