import { describe, expect, it } from "vitest";
import type { ChatMessage } from "../src/chat-message.ts";
import type { ChatRequest } from "../src/chat-request/chat-request.ts";
import { outgoingForms, toOutgoing } from "../src/outgoing-forms.ts";
import { documentRequests } from "./fixtures/documents.ts";

const hello: ChatMessage = { role: "user", content: "hello" };
const sent = (...messages: ChatMessage[]): ChatMessage[] => toOutgoing({ model: "qwen-plus", messages }).messages;
const calling = (args: string): ChatMessage => ({
  role: "assistant",
  content: "",
  tool_calls: [{ id: "call_1", type: "function", function: { name: "clock", arguments: args } }],
});

describe("developer-to-system", () => {
  it("sends a developer message as a system message", () => {
    expect(sent({ role: "developer", content: "Be brief." }, hello)[0]).toEqual({
      role: "system",
      content: "Be brief.",
    });
  });
});

describe("empty-content-beside-calls", () => {
  it.each([null, undefined])("sends an assistant's content %s as an empty text", (content) => {
    const { content: _, ...message } = calling("{}");
    expect(sent(hello, { ...message, role: "assistant", content })[1]?.content).toBe("");
  });

  it("keeps what an assistant said beside a call", () => {
    expect(sent({ ...calling("{}"), role: "assistant", content: "One moment." })[0]?.content).toBe("One moment.");
  });
});

describe("arguments-as-json", () => {
  it.each(["", "{", "location: Hangzhou"])("sends {} for the arguments %j", (args) => {
    expect(sent(calling(args))).toMatchObject([{ tool_calls: [{ function: { arguments: "{}" } }] }]);
  });

  it("sends {} for arguments that an SDK dumped as null", () => {
    // @ts-expect-error the type says text
    expect(sent(calling(null))).toMatchObject([{ tool_calls: [{ function: { arguments: "{}" } }] }]);
  });

  it("writes arguments that are an object as JSON", () => {
    // @ts-expect-error the type says text
    expect(sent(calling({ a: 1 }))).toMatchObject([{ tool_calls: [{ function: { arguments: '{"a":1}' } }] }]);
  });

  it.each(["{}", ' {"location": "Hangzhou"}', "[]"])("leaves the arguments %j letter for letter", (args) => {
    expect(sent(calling(args))).toEqual([calling(args)]);
  });
});

describe("flat-text", () => {
  it("joins parts that are only text", () => {
    const content = [
      { type: "text" as const, text: "He" },
      { type: "text" as const, text: "llo" },
    ];
    for (const role of ["system", "user", "assistant", "tool"] as const) {
      expect(sent({ role, content })[0]?.content).toBe("Hello");
    }
  });

  it("leaves parts that say more than text", () => {
    const cached = { type: "text" as const, text: "long", cache_control: { type: "ephemeral" as const } };
    const image = { type: "image_url" as const, image_url: { url: "https://example.com/a.png" } };
    expect(sent({ role: "system", content: [cached] })[0]?.content).toEqual([cached]);
    expect(sent({ role: "user", content: [{ type: "text", text: "?" }, image] })[0]?.content).toHaveLength(2);
  });
});

describe("required-inside-parameters", () => {
  const weather = { name: "get_current_weather", description: "天气" };
  const outgoing = (definition: object): unknown =>
    toOutgoing({
      model: "qwen-plus",
      messages: [hello],
      tools: [{ type: "function", function: { ...weather, ...definition } }],
    }).tools?.[0]?.function;

  it("moves `required`, printed beside parameters in both documents, inside", () => {
    expect(outgoing({ parameters: { type: "object" }, required: ["location"] })).toEqual({
      ...weather,
      parameters: { type: "object", required: ["location"] },
    });
  });

  it("lets the `required` inside win", () => {
    expect(outgoing({ parameters: { required: ["city"] }, required: ["location"] })).toEqual({
      ...weather,
      parameters: { required: ["city"] },
    });
  });
});

describe("no-empty-tools", () => {
  it("leaves an empty list of tools out", () => {
    expect(toOutgoing({ model: "qwen-plus", messages: [hello], tools: [] })).not.toHaveProperty("tools");
  });
});

describe("toOutgoing", () => {
  it("merges extra_body into the top level and never sends it", () => {
    const request: ChatRequest = { model: "qwen-plus", messages: [hello], n: 1, extra_body: { newer: true, n: 2 } };
    expect(toOutgoing(request)).toEqual({ model: "qwen-plus", messages: [hello], newer: true, n: 2 });
  });

  it("leaves the caller's request as it was", () => {
    const request: ChatRequest = {
      model: "m",
      messages: [{ role: "developer", content: "x" }],
      tools: [],
      extra_body: {},
    };
    const before = structuredClone(request);
    toOutgoing(request);
    expect(request).toEqual(before);
  });

  it("gives the very same request back when there is nothing to do", () => {
    const request: ChatRequest = { model: "qwen-plus", messages: [hello, calling("{}")], seed: 1n };
    expect(toOutgoing(request)).toBe(request);
  });

  it.each(documentRequests)("is the same applied twice: $document, $sample", ({ body }) => {
    const once = toOutgoing(body as ChatRequest); // a printed body is a request, as its own test proves
    expect(toOutgoing(once)).toEqual(once);
  });

  it("has a name of its own for every form", () => {
    expect(new Set(outgoingForms.map((form) => form.name)).size).toBe(outgoingForms.length);
  });
});
