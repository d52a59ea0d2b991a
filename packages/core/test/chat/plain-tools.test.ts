import type { ChatRequest } from "@qwire/protocol";
import { describe, expect, it } from "vitest";
import { preflight } from "../../src/index.ts";
import { all, chatWith, request } from "../fixtures/client.ts";
import { clockTool } from "../fixtures/tools.ts";
import { json, stream } from "../fixtures/transport.ts";
import { completion, errorBody, hello, usage } from "../fixtures/wire.ts";

const calls = [{ id: "c1", type: "function", function: { name: "clock", arguments: "{}" }, index: 0 }];
const asksPlainly = json(completion({ content: "", tool_calls: calls }, "tool_calls"));
const { wire } = clockTool;
const withTools: ChatRequest = { ...request, tools: [wire] };

describe("streamTools: false", () => {
  it("asks a run's rounds plainly, and tells them as a stream", async () => {
    const { chat, transport } = chatWith([asksPlainly, json(completion({ content: "8" }))], { streamTools: false });
    const events = await all(chat.run(request, { tools: [clockTool] }));
    expect(events.map(({ type }) => type)).toEqual([
      "step-start",
      "tool-call-start",
      "tool-call-delta",
      "usage",
      "tool-call",
      "tool-start",
      "tool-result",
      "step-end",
      "step-start",
      "text-delta",
      "usage",
      "step-end",
      "finish",
    ]);
    expect(transport.sent().map((sent) => [sent.stream, sent.stream_options])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
    expect(transport.requests[0]?.headers["accept"]).toBe("application/json");
  });
  it("holds for stream() and create({ stream: true })", async () => {
    const { chat, transport } = chatWith([asksPlainly], { streamTools: false });
    const reply = await chat.stream(withTools).completion();
    expect(reply).toMatchObject({ usage, choices: [{ message: { tool_calls: calls } }] });
    const chunks = await all(await chat.create({ ...withTools, stream: true, tool_stream: true }));
    expect(chunks.every(({ object }) => object === "chat.completion.chunk")).toBe(true);
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe("tool_calls");
    expect(transport.sent()).toEqual([withTools, withTools]);
  });
  it("streams what asks for no tools", async () => {
    const { chat, transport } = chatWith([stream(hello)], { streamTools: false });
    await chat.stream(request).completion();
    await chat.stream({ ...request, tools: [] }).completion();
    expect(transport.sent().map((sent) => sent.stream)).toEqual([true, true]);
  });
  it("may be said by model, and for one call", async () => {
    const streamTools = (model: string): boolean => model !== "qwen-legacy";
    const { chat, transport } = chatWith([stream(hello)], { streamTools });
    await chat.stream(withTools).completion();
    await chat.stream({ ...withTools, model: "qwen-legacy" }).completion();
    await chat.stream({ ...withTools, model: "qwen-legacy" }, { streamTools: true }).completion();
    expect(transport.sent().map((sent) => sent.stream)).toEqual([true, undefined, true]);
  });
  it("holds against a preflight that would stream, and what was learned without tools", async () => {
    const refused = json(errorBody("invalid_parameter_error", "This model only support stream mode"), 400);
    const { chat, transport } = chatWith([refused, stream(hello), asksPlainly], { streamTools: false });
    await chat.create(request);
    await chat.create(withTools, { preflight: preflight("fix", { models: () => ({ streamOnly: "always" }) }) });
    expect(transport.sent().map((sent) => sent.stream)).toEqual([undefined, true, undefined]);
  });
});
