import { describe, expect, it } from "vitest";
import type { ChatMessage } from "../../src/chat-message.ts";
import type { ChatRequest } from "../../src/chat-request/chat-request.ts";
import { applyFixes } from "../../src/rules/apply-fixes.ts";
import { checkRequest } from "../../src/rules/check-request.ts";
import { documentedProfiles } from "../../src/rules/documented-profiles.ts";

const hello: ChatMessage[] = [{ role: "user", content: "hello" }];
const request = (fields: Partial<ChatRequest>, model = "some-model"): ChatRequest => ({
  model,
  messages: hello,
  ...fields,
});
/** What a caller without types may give. */
const untyped = (fields: object): ChatRequest => ({ ...request({}), ...fields });
const clock = { type: "function" as const, function: { name: "clock" } };

describe("applyFixes", () => {
  it("gives the very same request back when there is nothing to do", () => {
    const body = request({ temperature: 0.7 });
    expect(applyFixes(body)).toBe(body);
  });

  it.each([
    [["你好", 104307], ["你好"]],
    [
      [104307, "你好", 108386],
      [104307, 108386],
    ],
    [
      [[1, 2], 3, [4]],
      [[1, 2], [4]],
    ],
  ])("keeps of stop %j the kind of its first entry", (stop, kept) => {
    expect(applyFixes(untyped({ stop })).stop).toEqual(kept);
  });

  it.each([
    [{ temperature: 5 }, { temperature: 1.99 }],
    [{ temperature: -1 }, { temperature: 0 }],
    [{ top_p: 3 }, { top_p: 1 }],
    [{ top_p: 0 }, { top_p: 0.01 }],
    [{ n: 9 }, { n: 4 }],
    [{ seed: -1 }, { seed: 0 }],
    [{ seed: 2n ** 70n }, { seed: 2n ** 64n - 1n }],
    [{ seed: 1.5 }, { seed: 1 }],
    [{ repetition_penalty: 0 }, { repetition_penalty: 1 }],
    [{ presence_penalty: -9 }, { presence_penalty: -2 }],
  ])("brings %o to the nearest legal value", (fields, fixed) => {
    expect(applyFixes(untyped(fields))).toEqual(untyped(fixed));
  });

  it("streams what must be streamed, and forces no tool while the model thinks", () => {
    const body = request({ tools: [clock], tool_choice: "required" }, "qwq-32b");
    expect(applyFixes(body)).toEqual({ ...body, stream: true, tool_choice: "auto" });
  });

  it("asks for JSON in the system message, or in a new one", () => {
    const response_format = { type: "json_object" as const };
    expect(applyFixes(request({ response_format })).messages).toEqual([
      { role: "system", content: "Answer in JSON." },
      ...hello,
    ]);
    const briefed: ChatMessage[] = [{ role: "system", content: "Be brief." }, ...hello];
    expect(applyFixes({ ...request({ response_format }), messages: briefed }).messages).toEqual([
      { role: "system", content: "Be brief.\nAnswer in JSON." },
      ...hello,
    ]);
  });

  it("leaves out calls that nobody answered and answers to no call, and keeps the turns", () => {
    const call = (id: string) => ({ id, type: "function" as const, function: { name: "clock", arguments: "{}" } });
    const messages: ChatMessage[] = [
      ...hello,
      { role: "assistant", content: "", tool_calls: [call("a"), call("b")] },
      { role: "tool", tool_call_id: "b", content: "12:00" },
      { role: "tool", tool_call_id: "c", content: "13:00" },
      { role: "assistant", tool_calls: [call("d")] },
      ...hello,
    ];
    expect(applyFixes({ ...request({ tools: [clock] }), messages }).messages).toEqual([
      ...hello,
      { role: "assistant", content: "", tool_calls: [call("b")] },
      { role: "tool", tool_call_id: "b", content: "12:00" },
      { role: "assistant", content: "", tool_calls: null },
      ...hello,
    ]);
  });

  it("cuts a circle, in objects and lists", () => {
    const circle: { list: unknown[]; self?: unknown } = { list: [] };
    circle.self = circle;
    circle.list.push(circle, 1);
    const fixed = applyFixes(request({ metadata: { circle } }));
    expect(checkRequest(fixed)).toEqual([]);
    expect(JSON.parse(JSON.stringify(fixed.metadata))).toEqual({ circle: { list: [null, 1], self: null } });
  });

  it("comes to an end where two rules want opposite things", () => {
    const body = request({ stream: true, tools: [clock] }, "qwq-32b");
    const profile = documentedProfiles["2025"];
    const once = applyFixes(body, { profile });
    expect(applyFixes(once, { profile })).toEqual(once);
  });

  it("leaves a request of the wrong shape alone, but for a mixed stop", () => {
    const body = untyped({ temperature: "hot", n: 9, stop: ["a", 1] });
    expect(applyFixes(body)).toEqual(untyped({ temperature: "hot", n: 9, stop: ["a"] }));
  });
});
