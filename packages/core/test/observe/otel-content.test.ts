// What spans hold of what was said: nothing, or on request, with the real SDK.
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitJson } from "../../src/observe/fit-json.ts";
import { otelObserver } from "../../src/otel.ts";
import type { OtelOptions } from "../../src/otel.ts";
import { defineTool } from "../../src/tools/define-tool.ts";
import { all, chatWith, failure } from "../fixtures/client.ts";
import { asks, citySchema, says } from "../fixtures/tools.ts";
import { json, silence, stream } from "../fixtures/transport.ts";
import type { Answer } from "../fixtures/transport.ts";
import { chunk, errorBody, sse } from "../fixtures/wire.ts";

const key = "sk-KEYMARK-0123456789abcdef";
const request = {
  model: "qwen-plus",
  messages: [
    { role: "system" as const, content: "MARK-system" },
    { role: "user" as const, content: "MARK-prompt" },
  ],
};
const weather = defineTool({
  name: "weather",
  description: "MARK-description",
  input: citySchema,
  run: ({ city }) => ({ said: `MARK-result ${city}` }),
});
const broken = defineTool({ name: "broken", description: "", run: () => Promise.reject(new Error("MARK-thrown")) });
const round = asks(["a", "weather", '{"city":"MARK-argument"}'], ["b", "broken", "{}"]);

function traced(answers: Answer[], options: OtelOptions = {}) {
  const exporter = new InMemorySpanExporter();
  const tracerProvider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
  const { chat } = chatWith(answers, { apiKey: key, observe: otelObserver({ tracerProvider, ...options }) });
  const spans = () => exporter.getFinishedSpans();
  return {
    chat,
    /** All that is exported of the spans, as text. */
    exported: () =>
      JSON.stringify(
        spans().map(({ name, attributes, events, status, links }) => [name, attributes, events, status, links]),
      ),
    named: (name: string) => spans().filter((span) => span.name === name),
    told: (name: string, attribute: string, at = 0) =>
      JSON.parse(String(spans().filter((span) => span.name === name)[at]?.attributes[attribute])) as unknown,
  };
}

/** All that can become of a call. */
async function everyWay(chat: ReturnType<typeof traced>["chat"]): Promise<void> {
  await chat.run(request, { tools: [weather, broken] }).result();
  await all(chat.stream(request));
  await failure(chat.create(request));
  for await (const event of chat.stream(request)) if (event.type === "text-delta") break;
}
const everyAnswer = [
  round,
  says("MARK-reply"),
  says("MARK-stream"),
  json(errorBody("invalid_api_key", `MARK ${key}`), 401),
  stream(sse(chunk({ content: "MARK-left" })), silence),
];

const chatSpan = "chat qwen-plus";
const text = (content: string) => [{ type: "text", content }];

describe("content", () => {
  it.for([undefined, false, "false" as unknown as boolean])(
    "is not recorded unless asked for (%s)",
    async (content) => {
      const { chat, exported } = traced(everyAnswer, content === undefined ? {} : { content });
      await everyWay(chat);
      expect(exported()).toContain("execute_tool weather");
      expect(exported()).not.toMatch(/MARK/);
    },
  );

  it("never holds the key", async () => {
    const { chat, exported } = traced(everyAnswer, { content: true });
    await everyWay(chat);
    for (const mark of ["MARK-prompt", "MARK-reply", "MARK-stream", "MARK-left"]) expect(exported()).toContain(mark);
    expect(exported()).not.toMatch(/KEYMARK/);
  });

  it("of a run is on its tree: messages, definitions, arguments, results", async () => {
    const { chat, told, named } = traced([round, says("MARK-reply")], { content: true });
    await chat.run(request, { tools: [weather, broken] }).result();
    const asked = [
      { role: "system", parts: text("MARK-system") },
      { role: "user", parts: text("MARK-prompt") },
    ];
    const calls = [
      { type: "tool_call", id: "a", name: "weather", arguments: { city: "MARK-argument" } },
      { type: "tool_call", id: "b", name: "broken", arguments: {} },
    ];
    expect(told("invoke_agent", "gen_ai.input.messages")).toEqual(asked);
    expect(told(chatSpan, "gen_ai.input.messages")).toEqual(asked);
    expect(told(chatSpan, "gen_ai.output.messages")).toEqual([
      { role: "assistant", parts: calls, finish_reason: "tool_call" },
    ]);
    expect(told(chatSpan, "gen_ai.tool.definitions")).toMatchObject([
      { type: "function", name: "weather", description: "MARK-description", parameters: citySchema.jsonSchema },
      { type: "function", name: "broken" },
    ]);
    const result = { said: "MARK-result MARK-argument" };
    expect(told(chatSpan, "gen_ai.input.messages", 1)).toMatchObject([
      ...asked,
      { role: "assistant", parts: calls },
      { role: "tool", parts: [{ type: "tool_call_response", id: "a", response: JSON.stringify(result) }] },
      { role: "tool", parts: [{ id: "b", response: expect.stringContaining("MARK-thrown") }] },
    ]);
    const last = [{ role: "assistant", parts: text("MARK-reply"), finish_reason: "stop" }];
    expect(told(chatSpan, "gen_ai.output.messages", 1)).toEqual(last);
    expect(told("invoke_agent", "gen_ai.output.messages")).toEqual(last);
    expect(told("execute_tool weather", "gen_ai.tool.call.arguments")).toEqual({ city: "MARK-argument" });
    expect(told("execute_tool weather", "gen_ai.tool.call.result")).toEqual(result);
    expect(named("execute_tool broken")[0]?.attributes).toMatchObject({ "gen_ai.tool.call.arguments": "{}" });
    expect(named("execute_tool broken")[0]?.attributes).not.toHaveProperty("gen_ai.tool.call.result");
  });

  it("of a reply that broke off or was left is told as far as it came", async () => {
    const cut = stream(sse(chunk({ reasoning_content: "hm" }), chunk({ content: "half" })), new Error("gone"));
    const failed = traced([cut], { content: true });
    await failure(failed.chat.stream(request).completion());
    const parts = [{ type: "reasoning", content: "hm" }, ...text("half")];
    expect(failed.told(chatSpan, "gen_ai.output.messages")).toEqual([
      { role: "assistant", parts, finish_reason: "error" },
    ]);
    const left = traced([stream(sse(chunk({ content: "half" })), silence)], { content: true });
    for await (const event of left.chat.stream(request)) if (event.type === "text-delta") break;
    expect(left.told(chatSpan, "gen_ai.output.messages")).toEqual([
      { role: "assistant", parts: text("half"), finish_reason: "aborted" },
    ]);
  });

  it("that is too long is cut, stays JSON and is named", async () => {
    const { chat, named, told } = traced([says("b".repeat(900))], { content: true, maxContentChars: 200 });
    const messages = [...request.messages, { role: "user" as const, content: "a".repeat(900) }];
    await chat.create({ ...request, messages });
    expect(told(chatSpan, "gen_ai.input.messages")).toMatchObject([
      { role: "user", parts: [{ content: expect.stringMatching(/^a+ … \[900 characters\]$/) }] },
    ]);
    expect(String(named(chatSpan)[0]?.attributes["gen_ai.input.messages"]).length).toBeLessThanOrEqual(200);
    const both = ["gen_ai.input.messages", "gen_ai.output.messages"];
    expect(named(chatSpan)[0]?.attributes["qwire.content.truncated"]).toEqual(both);
    expect(() => otelObserver({ maxContentChars: 1.5 })).toThrow(TypeError);
  });

  it("tells media by kind and size, and addresses without what may be a signature", async () => {
    const bytes = "QUJD".repeat(100);
    const { chat, told, exported } = traced([says("ok")], { content: true });
    const content = [
      { type: "image_url" as const, image_url: { url: `data:image/png;base64,${bytes}` } },
      { type: "image_url" as const, image_url: { url: "https://me:pw@else.where/a.png?Signature=SIGNED" } },
      { type: "input_audio" as const, input_audio: { data: `data:;base64,${bytes}`, format: "wav" } },
      { type: "text" as const, text: `see data:image/gif;base64,${bytes} there` },
    ];
    await chat.create({ model: "qwen-vl-plus", messages: [{ role: "user", content }] });
    expect(told("chat qwen-vl-plus", "gen_ai.input.messages")).toEqual([
      {
        role: "user",
        parts: [
          { type: "blob", modality: "image", mime_type: "image/png", content: "", byte_size: 300 },
          { type: "uri", modality: "image", uri: "https://else.where/a.png" },
          { type: "blob", modality: "audio", mime_type: "audio/wav", content: "", byte_size: 300 },
          ...text("see [data: image/gif, 300 bytes] there"),
        ],
      },
    ]);
    expect(exported()).not.toMatch(/QUJD|SIGNED|pw@/);
  });

  it("is whole JSON within its bound whatever is in it", () => {
    const keep = fc.constantFrom("first" as const, "last" as const);
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "binary", maxLength: 300 })),
        fc.integer({ min: 64, max: 600 }),
        keep,
        (texts, maxChars, end) => {
          const fitted = fitJson(texts, (one, shorten) => ({ text: shorten(one) }), { maxChars, keep: end });
          expect(fitted.json.length).toBeLessThanOrEqual(maxChars);
          const read = JSON.parse(fitted.json) as unknown[];
          if (!fitted.isCut) expect(read).toEqual(texts.map((one) => ({ text: one })));
          expect(fitted.json.isWellFormed()).toBe(true);
        },
      ),
    );
  });
});
