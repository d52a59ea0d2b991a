import { describe, expect, it } from "vitest";
import { chatCompletionChunk } from "../src/chat-completion-chunk.ts";
import type { ChatCompletion } from "../src/chat-completion.ts";
import { completionToChunks } from "../src/completion-to-chunks.ts";

const head = { id: "chatcmpl-1", created: 1, model: "qwen-plus", system_fingerprint: null };
const usage = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 };
const call = (id: string, name: string) => ({
  id,
  type: "function" as const,
  function: { name, arguments: '{"location": "杭州"}' },
});

const completion: ChatCompletion = {
  ...head,
  object: "chat.completion",
  request_id: "r1",
  choices: [
    {
      index: 0,
      message: {
        role: "assistant",
        content: "晴",
        reasoning_content: "想",
        tool_calls: [call("a", "x"), call("b", "y")],
      },
      finish_reason: "tool_calls",
      logprobs: { content: [] },
    },
    { index: 1, message: { role: "assistant", content: null, refusal: "no" }, finish_reason: "stop" },
  ],
  usage,
};

describe("completionToChunks", () => {
  const chunks = completionToChunks(completion);
  const deltas = (index: number) =>
    chunks.flatMap((chunk) => chunk.choices.filter((choice) => choice.index === index).map((choice) => choice.delta));

  it("tells role, thinking, text and each call, in this order", () => {
    expect(deltas(0)).toEqual([
      { role: "assistant" },
      { reasoning_content: "想" },
      { content: "晴" },
      { tool_calls: [{ ...call("a", "x"), index: 0 }] },
      { tool_calls: [{ ...call("b", "y"), index: 1 }] },
      {},
    ]);
  });

  it("finishes every choice, and only at its end", () => {
    const reasons = chunks.flatMap((chunk) => chunk.choices.map((choice) => [choice.index, choice.finish_reason]));
    expect(reasons.filter(([, reason]) => reason !== undefined)).toEqual([
      [0, "tool_calls"],
      [1, "stop"],
    ]);
    expect(deltas(1)).toEqual([{ role: "assistant", refusal: "no" }, {}]);
  });

  it("tells the usage last, with no choices", () => {
    expect(chunks.at(-1)).toEqual({ ...head, object: "chat.completion.chunk", choices: [], usage });
    expect(chunks.slice(0, -1).every((chunk) => !chunk.usage)).toBe(true);
    expect(completionToChunks({ ...completion, usage: null }).every((chunk) => chunk.choices.length === 1)).toBe(true);
  });

  it("gives log probabilities once", () => {
    expect(chunks.filter((chunk) => chunk.choices[0]?.logprobs)).toHaveLength(1);
  });

  it("makes chunks that are chunks, all of one head", () => {
    for (const chunk of chunks) {
      expect(chatCompletionChunk.parse(chunk)).toEqual(chunk);
      expect(chunk).toMatchObject(head);
      expect(chunk).not.toHaveProperty("request_id");
    }
  });
});
