import { describe, expect, it } from "vitest";
import { loadTokenizer } from "../src/index.ts";
import type { PromptMessage } from "../src/index.ts";
import { writePrompt } from "../src/prompt/write-prompt.ts";

const tokenizer = await loadTokenizer();
const system = { role: "system", content: "You are a helpful assistant." };
const who = { role: "user", content: "你是谁?" };

describe("countMessages", () => {
  it("gives what both documents print: 22 with the system message, 11 without", () => {
    expect(tokenizer.countMessages([system, who])).toEqual({ tokens: 22, approximate: false });
    expect(tokenizer.countMessages([who])).toEqual({ tokens: 11, approximate: false });
  });

  it("begins a thought where the model does: two tokens open, four empty", () => {
    expect(tokenizer.countMessages([who], { thinking: true }).tokens).toBe(13);
    expect(tokenizer.countMessages([who], { thinking: false }).tokens).toBe(15);
  });

  it("counts tools whatever the order of their keys", () => {
    const parameters = { type: "object", properties: { location: { type: "string" } }, required: ["location"] };
    const one = { type: "function", function: { name: "get_weather", description: "The weather", parameters } };
    const other = {
      function: { parameters, description: "The weather", name: "get_weather", strict: undefined },
      type: "function",
    };
    const count = tokenizer.countMessages([who], { tools: [one] });
    expect(count.approximate).toBe(false);
    expect(count.tokens).toBeGreaterThan(130);
    expect(tokenizer.countMessages([who], { tools: [other] })).toEqual(count);
    expect(tokenizer.countMessages([who], { tools: [] }).tokens).toBe(11);
    expect(tokenizer.countMessages([who], { tools: null }).tokens).toBe(11);
  });

  it("takes text in parts, and says it guesses where there is a picture", () => {
    const text = {
      role: "user",
      content: [
        { type: "text", text: "你是" },
        { type: "text", text: "谁?" },
      ],
    };
    expect(tokenizer.countMessages([text])).toEqual({ tokens: 11, approximate: false });
    const picture = { type: "image_url", image_url: { url: "https://example.com/a.png" } };
    expect(tokenizer.countMessages([{ role: "user", content: [...text.content, picture] }])).toEqual({
      tokens: 1011,
      approximate: true,
    });
  });

  it("says it guesses where a thought or several calls are in the history", () => {
    const call = { function: { name: "f", arguments: "{}" } };
    const guesses = (message: PromptMessage): boolean => tokenizer.countMessages([who, message]).approximate;
    expect(guesses({ role: "assistant", content: "hi" })).toBe(false);
    expect(guesses({ role: "assistant", tool_calls: [call] })).toBe(false);
    expect(guesses({ role: "assistant", tool_calls: [call, call] })).toBe(true);
    expect(guesses({ role: "assistant", content: "hi", reasoning_content: "Hm." })).toBe(true);
  });
});

describe("writePrompt", () => {
  it("writes arguments again, with keys in order; what is no JSON stays", () => {
    const prompt = (text: string): string =>
      writePrompt([who, { role: "assistant", tool_calls: [{ function: { name: "f", arguments: text } }] }], {});
    expect(prompt('{"b":1,"a":[1,null]}')).toContain('"arguments": {"a": [1, null], "b": 1}}');
    expect(prompt('{"b":')).toContain('"arguments": {"b":}');
  });

  it("leaves out a call it does not know", () => {
    const custom = { type: "custom" };
    expect(writePrompt([{ role: "assistant", content: "hi", tool_calls: [custom] }], {})).toBe(
      "<|im_start|>assistant\nhi<|im_end|>\n<|im_start|>assistant\n",
    );
  });

  it("puts answers that stand together into one message", () => {
    const answer = { role: "tool", content: "雨" };
    expect(writePrompt([answer, answer, who], {})).toBe(
      "<|im_start|>user\n<tool_response>\n雨\n</tool_response>\n<tool_response>\n雨\n</tool_response><|im_end|>\n<|im_start|>user\n你是谁?<|im_end|>\n<|im_start|>assistant\n",
    );
  });
});

describe("countCompletion", () => {
  it.each([
    ["我是来自阿里云的超大规模预训练模型,我叫通义千问。", 18],
    ["我是来自阿里云的大规模语言模型,我叫通义千问。", 16],
    ["我是來自阿里雲的大規模語言模型,我叫通義千問。", 16],
  ])("%s has the tokens the documents print: %d", (content, tokens) => {
    expect(tokenizer.countCompletion({ content })).toEqual({ tokens, reasoningTokens: 0, approximate: false });
  });

  it("counts a call with the marks around it, as it was written", () => {
    const call = { function: { name: "get_time", arguments: '{"timezone": "New York"}' } };
    expect(tokenizer.countCompletion({ content: "", tool_calls: [call] })).toEqual({
      tokens: 20,
      reasoningTokens: 0,
      approximate: false,
    });
    expect(tokenizer.countCompletion({ content: null, tool_calls: [call, call] })).toMatchObject({
      tokens: 41,
      approximate: true,
    });
    expect(tokenizer.countCompletion({ content: "I look.", tool_calls: [call] }).approximate).toBe(true);
  });

  it("counts a thought with both of its marks, and says it guesses", () => {
    const [thought, said] = [tokenizer.count("Hm, 3."), tokenizer.count("Three")];
    expect(tokenizer.countCompletion({ content: "Three", reasoning_content: "Hm, 3." })).toEqual({
      tokens: thought + said + 4,
      reasoningTokens: thought - 1,
      approximate: true,
    });
  });

  it("nothing has no tokens", () => {
    expect(tokenizer.countCompletion({})).toEqual({ tokens: 0, reasoningTokens: 0, approximate: false });
  });
});
