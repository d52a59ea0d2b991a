import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { chatRequest } from "../src/chat-request/chat-request.ts";
import { isPlainRequest } from "../src/is-plain-request.ts";
import { replaceUnknownWords } from "../src/rules/replace-unknown-words.ts";

// Many small runs: on a busy machine they need more than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 });

const odd = fc.constantFrom<unknown>(
  undefined,
  null,
  "",
  "text",
  0,
  -1,
  1.5,
  Number.NaN,
  Infinity,
  2 ** 60,
  true,
  [],
  {},
  [{}],
);
const or = (good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 200, arbitrary: good }, { weight: 1, arbitrary: odd });

const called = fc.record({ name: or(fc.string()), arguments: or(fc.string()) });
const call = fc.record(
  { id: or(fc.string()), type: or(fc.constant("function")), function: or(called), index: or(fc.double()) },
  { requiredKeys: ["id", "type", "function"] },
);
const message = fc.oneof(
  fc.record({ role: or(fc.constantFrom("system", "user", "user", "developer")), content: or(fc.string()) }),
  fc.record(
    {
      role: or(fc.constant("assistant")),
      content: or(fc.string()),
      reasoning_content: or(fc.string()),
      tool_calls: or(fc.array(or(call), { maxLength: 2 })),
    },
    { requiredKeys: ["role"] },
  ),
  fc.record(
    { role: or(fc.constant("tool")), content: or(fc.string()), tool_call_id: or(fc.string()), name: or(fc.string()) },
    { requiredKeys: ["role", "content"] },
  ),
);
const definition = fc.record(
  {
    name: or(fc.string()),
    description: or(fc.string()),
    parameters: or(fc.dictionary(fc.string(), fc.anything())),
  },
  { requiredKeys: ["name"] },
);
const tool = fc.record({ type: or(fc.constantFrom("function", "function", "web_search")), function: or(definition) });
const request = fc.record(
  {
    model: or(fc.string()),
    messages: or(fc.array(or(message), { maxLength: 3 })),
    stream: or(fc.boolean()),
    stream_options: or(fc.record({ include_usage: or(fc.boolean()) }, { requiredKeys: [] })),
    temperature: or(fc.double()),
    top_p: or(fc.double()),
    max_tokens: or(fc.integer()),
    seed: or(fc.integer()),
    stop: or(fc.string()),
    tools: or(fc.array(or(tool), { maxLength: 2 })),
    enable_thinking: or(fc.boolean()),
    user: or(fc.string()),
    parallel_tool_calls: or(fc.boolean()),
    tool_choice: or(fc.constantFrom("auto", "none", "required")),
    presence_penalty: or(fc.double()),
  },
  { requiredKeys: ["model", "messages"] },
);

it("says yes only to what the schema takes as it stands, and no word of which is unknown", () => {
  let plain = 0;
  fc.assert(
    fc.property(request, (payload) => {
      if (!isPlainRequest(payload)) return;
      plain += 1;
      const read = chatRequest.safeParse(payload);
      expect(read.error?.issues ?? []).toEqual([]);
      expect(read.data).toEqual(payload);
      expect(replaceUnknownWords(payload).unknownWords).toEqual([]);
    }),
    { numRuns: 3000 },
  );
  expect(plain).toBeGreaterThan(100);
});

it("knows everyday requests, and leaves the rest to the schema", () => {
  const messages = [{ role: "user", content: "hello" }];
  expect(isPlainRequest({ model: "qwen-plus", messages })).toBe(true);
  const parameters = { type: "object", properties: {} };
  const tools = [{ type: "function", function: { name: "clock", description: "Time", parameters } }];
  expect(isPlainRequest({ model: "qwen-plus", messages, stream: true, tools, temperature: 0.5 })).toBe(true);
  const history = [
    ...messages,
    {
      role: "assistant",
      content: null,
      tool_calls: [{ id: "a", type: "function", function: { name: "clock", arguments: "{}" } }],
    },
    { role: "tool", tool_call_id: "a", content: "noon" },
    { role: "assistant", content: "It is noon." },
  ];
  expect(isPlainRequest({ model: "qwen-plus", messages: history, tools, user: "ann", tool_choice: "auto" })).toBe(true);
  for (const more of [{ stop: ["a"] }, { n: 2 }, { unknown: 1 }, { stream: null }]) {
    expect(isPlainRequest({ model: "qwen-plus", messages, ...more })).toBe(false);
  }
  expect(isPlainRequest({ model: "qwen-plus" })).toBe(false);
  expect(isPlainRequest(JSON.parse('{"model":"m","messages":[{"role":"user","content":"x"}],"__proto__":{}}'))).toBe(
    false,
  );
});
