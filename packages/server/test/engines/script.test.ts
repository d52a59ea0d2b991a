import { describe, expect, it } from "vitest";
import { createEmulator, echo, script } from "../../src/index.ts";
import type { Rule } from "../../src/index.ts";
import { complete, converse, userAsks } from "../support/ask.ts";
import { simplified } from "../support/tools.ts";

const said = async (rules: Rule[], content: string): Promise<string | null | undefined> =>
  (await complete(createEmulator({ engine: script(rules, echo()) }), userAsks(content))).choices[0]?.message.content;

describe("script", () => {
  it("takes the first rule that holds", async () => {
    const rules: Rule[] = [
      { when: "one", then: "1" },
      { when: /two/g, then: "2" },
      { when: ({ model }) => model === "qwen-plus", then: "plus" },
    ];
    expect(await said(rules, "one and two")).toBe("1");
    expect(await said(rules, "two")).toBe("2");
    expect(await said(rules, "three")).toBe("plus");
  });

  it("looks at the last user message only", async () => {
    const emulator = createEmulator({ engine: script([{ when: "weather", then: "no" }], echo()) });
    const { choices } = await complete(emulator, {
      model: "qwen-plus",
      messages: [
        { role: "system", content: "weather" },
        { role: "user", content: "weather" },
        { role: "assistant", content: "weather" },
        { role: "user", content: "time" },
      ],
    });
    expect(choices[0]?.message.content).toBe("time");
  });

  it("leaves a miss to the answer engine", async () => {
    const emulator = createEmulator({ engine: script([{ when: "x", then: "y" }]) });
    const { rounds } = await converse(userAsks("北京天气如何?", { tools: simplified }), undefined, emulator);
    expect(rounds).toEqual([["get_current_weather(北京)"]]);
  });

  it("answers from the results when its calls were made, instead of calling again", async () => {
    const then = [{ call: "get_current_weather", with: { location: "杭州" } }];
    const emulator = createEmulator({ engine: script([{ when: /天气/, then }]) });
    const { rounds, text } = await converse(
      userAsks("杭州和北京天气怎么样?", { tools: simplified }),
      undefined,
      emulator,
    );
    expect(rounds).toEqual([["get_current_weather(杭州)"]]);
    expect(text).toBe("根据工具的结果：杭州今天是雨天。");
  });

  it("plays a list as a conversation: calls together, then what follows", async () => {
    const then = [
      { think: "two at once" },
      { call: "a", with: { location: 1 } },
      { call: "a", with: { location: 2 } },
      { stop: "tool_calls" },
      { call: "b", with: {} },
      { say: "done" },
    ];
    const emulator = createEmulator({ engine: script([{ then }]) });
    const { rounds, text } = await converse(userAsks("go"), () => "ok", emulator);
    expect(rounds).toEqual([["a(1)", "a(2)"], ["b()"]]);
    expect(text).toBe("done");
  });

  it("keeps a conversation with its rule, also when its times have run out", async () => {
    const rules: Rule[] = [{ times: 1, then: [{ call: "a", with: {} }, { say: "first" }] }, { then: "second" }];
    const emulator = createEmulator({ engine: script(rules) });
    expect(await converse(userAsks("go"), () => "ok", emulator)).toEqual({ rounds: [["a()"]], text: "first" });
    expect(await converse(userAsks("go"), () => "ok", emulator)).toEqual({ rounds: [], text: "second" });
    emulator.reset();
    expect((await converse(userAsks("go"), () => "ok", emulator)).text).toBe("first");
  });

  it("counts per emulator, not per script", async () => {
    const engine = script([{ times: 1, then: "first" }, { then: "second" }]);
    for (const emulator of [createEmulator({ engine }), createEmulator({ engine })]) {
      expect((await complete(emulator, userAsks("go"))).choices[0]?.message.content).toBe("first");
    }
  });

  it("takes an engine, which decides every round", async () => {
    const rules: Rule[] = [{ then: async (request) => `${request.messages.length} messages` }];
    expect(await said(rules, "hello")).toBe("1 messages");
  });

  it("sends chosen ids and arguments that are no JSON", async () => {
    const emulator = createEmulator({ engine: script([{ then: [{ call: "a", with: '{"half', id: "call_mine" }] }]) });
    const { choices } = await complete(emulator, userAsks("go"));
    expect(choices[0]?.message.tool_calls).toEqual([
      { index: 0, id: "call_mine", type: "function", function: { name: "a", arguments: '{"half' } },
    ]);
  });

  it("overrides usage and finish reason", async () => {
    const emulator = createEmulator({
      engine: script([{ then: [{ usage: { prompt_tokens: 100 } }, { say: "cut" }, { stop: "length" }] }]),
    });
    expect(await complete(emulator, userAsks("go"))).toMatchObject({
      choices: [{ finish_reason: "length" }],
      usage: { prompt_tokens: 100, completion_tokens: 1, total_tokens: 101 },
    });
  });
});
