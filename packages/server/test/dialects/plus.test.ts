import { describe, expect, it } from "vitest";
import { createEmulator, script } from "../../src/index.ts";
import { chatRequest, payloads, userAsks } from "../support/ask.ts";

// Shapes as wire.md D.3 and E.2 give them for qwen-plus, key by key. `head` comes first or last, as recorded.
const call = { call: "search", with: { query: "AI news" }, id: "call_0123456789abcdef012345" };
const emulator = createEmulator({
  seed: 7,
  engine: script([
    { when: "text", then: [{ say: "Hello you" }] },
    { when: "tool", then: [call] },
    { when: "both", then: [{ say: "Look: " }, call] },
    { when: "think", then: [{ think: "Hm" }, { say: "Yes" }] },
  ]),
});

const withoutHead = async (content: string): Promise<string[]> => {
  const all = await payloads(emulator, userAsks(content, { stream_options: { include_usage: true } }));
  return all.map((payload) =>
    payload.replace(/"id":"chatcmpl-[0-9a-f-]{36}"/, '"id":"…"').replace(/"created":\d+/, '"created":0'),
  );
};
const first = (choice: string): string =>
  `{"model":"qwen-plus","id":"…","created":0,"object":"chat.completion.chunk","usage":null,"choices":[${choice}]}`;
const body = (choice: string): string =>
  `{"model":"qwen-plus","id":"…","choices":[${choice}],"created":0,"object":"chat.completion.chunk","usage":null}`;

describe("qwen-plus streams", () => {
  it("text", async () => {
    const all = await withoutHead("text");
    expect(all.slice(0, -2)).toEqual([
      first('{"logprobs":null,"index":0,"delta":{"content":"","role":"assistant"}}'),
      body('{"delta":{"content":"Hello","role":null},"index":0}'),
      body('{"delta":{"content":" you","role":null},"index":0}'),
      body('{"delta":{"content":"","role":null},"index":0,"finish_reason":"stop"}'),
    ]);
    expect(all.at(-2)).toMatch(
      /^{"model":"qwen-plus","id":"…","choices":\[\],"created":0,"object":"chat.completion.chunk","usage":{"total_tokens":\d+,"completion_tokens":\d+,"prompt_tokens":\d+,"prompt_tokens_details":{"cached_tokens":0}}}$/,
    );
    expect(all.at(-1)).toBe("[DONE]");
  });

  it("a tool call", async () => {
    expect((await withoutHead("tool")).slice(0, -2)).toEqual([
      first(
        '{"logprobs":null,"index":0,"delta":{"content":"","role":"assistant","tool_calls":[{"index":0,"id":"call_0123456789abcdef012345","type":"function","function":{"name":"search","arguments":""}}]}}',
      ),
      body(
        '{"delta":{"content":"","tool_calls":[{"index":0,"id":"call_0123456789abcdef012345","type":"function","function":{"name":"","arguments":"{\\"query\\":"}}],"role":null},"index":0}',
      ),
      body(
        '{"delta":{"tool_calls":[{"function":{"arguments":" \\"AI"},"index":0,"id":"","type":"function"}],"content":""},"index":0}',
      ),
      body(
        '{"delta":{"tool_calls":[{"function":{"arguments":" news\\"}"},"index":0,"id":"","type":"function"}],"content":""},"index":0}',
      ),
      body('{"delta":{},"index":0,"finish_reason":"tool_calls"}'),
    ]);
  });

  it("text before a tool call", async () => {
    const all = await withoutHead("both");
    expect(all[3]).toBe(
      body(
        '{"delta":{"content":"","tool_calls":[{"index":0,"id":"call_0123456789abcdef012345","type":"function","function":{"name":"search","arguments":""}}],"role":null},"index":0}',
      ),
    );
  });

  it("thinking before text", async () => {
    expect((await withoutHead("think")).slice(0, 3)).toEqual([
      first('{"logprobs":null,"index":0,"delta":{"content":null,"role":"assistant","reasoning_content":""}}'),
      body('{"delta":{"content":null,"reasoning_content":"Hm","role":null},"index":0}'),
      body('{"delta":{"content":"Yes","reasoning_content":null,"role":null},"index":0}'),
    ]);
  });

  it("no usage chunk unless asked", async () => {
    expect((await payloads(emulator, userAsks("text"))).filter((payload) => payload.includes("total_tokens"))).toEqual(
      [],
    );
  });
});

it("qwen-plus answers in one piece in its own order of keys", async () => {
  const text = await (await emulator.fetch(chatRequest(userAsks("tool")))).text();
  expect(text).toMatch(
    /^{"model":"qwen-plus","id":"chatcmpl-[0-9a-f-]{36}","choices":\[{"message":{"content":"","tool_calls":\[{"index":0,"id":"call_0123456789abcdef012345","type":"function","function":{"name":"search","arguments":"{\\"query\\": \\"AI news\\"}"}}\],"role":"assistant"},"index":0,"finish_reason":"tool_calls"}\],"created":\d+,"object":"chat.completion","usage":{"total_tokens":\d+,"completion_tokens":\d+,"prompt_tokens":\d+,"prompt_tokens_details":{"cached_tokens":0}}}$/,
  );
});
