import { describe, expect, it } from "vitest";
import { defineTool } from "../../src/tools/define-tool.ts";
import { afterSteps } from "../../src/run/stop-rules.ts";
import { all, chatWith, failure, request } from "../fixtures/client.ts";
import { settle } from "../fixtures/fake-clock.ts";
import { asks, citySchema, clockTool, says, weather } from "../fixtures/tools.ts";
import { stream } from "../fixtures/transport.ts";
import { chunk, done, sse, usageChunk, wholeCall } from "../fixtures/wire.ts";
import * as z from "zod";

describe("a run", () => {
  it("tells its story in order, and its result holds the conversation", async () => {
    const first = sse(chunk({ content: "Let me see." }), wholeCall("a", "weather", '{"city":"杭州"}'));
    const { chat } = chatWith([
      stream(first + sse(chunk({}, "tool_calls"), usageChunk, done)),
      stream(sse(chunk({ content: "Rain." }), chunk({}, "stop"), usageChunk, done)),
    ]);
    const run = chat.run(request, { tools: [weather] });
    const events = await all(run);
    expect(events.map(({ type }) => type).join(" ")).toBe(
      "step-start text-delta tool-call-start tool-call-delta usage tool-call tool-start tool-result step-end " +
        "step-start text-delta usage step-end finish",
    );
    expect(events.find(({ type }) => type === "tool-result")).toEqual({
      type: "tool-result",
      toolCallId: "a",
      name: "weather",
      step: 0,
      input: { city: "杭州" },
      output: "杭州: rain",
    });
    const result = await run.result();
    expect(result).toMatchObject({ status: "finished", text: "Rain.", usage: { total_tokens: 30 } });
    expect(result.messages.map(({ role }) => role)).toEqual(["user", "assistant", "tool", "assistant"]);
    expect(result.messages[1]).toMatchObject({ content: "Let me see." });
    expect(result.steps).toHaveLength(2);
    expect(events.at(-1)).toEqual({ type: "finish", result });
    expect(request.messages).toHaveLength(1);
  });
  it("sends blank arguments back as an empty object", async () => {
    const { chat, transport } = chatWith([asks(["a", "clock", "  "]), asks(["b", "clock", "{}"]), says("ok")]);
    const { messages } = await chat.run(request, { tools: [clockTool] }).result();
    expect(messages[1]).toMatchObject({ tool_calls: [{ function: { arguments: "  " } }] });
    for (const { messages: sent } of transport.sent().slice(1)) {
      expect(sent[1]).toMatchObject({ tool_calls: [{ function: { arguments: "{}" } }] });
    }
  });
  it("tells a tool that answers at once before the next one begins", async () => {
    const { chat } = chatWith([asks(["a", "clock", ""], ["b", "clock", ""]), says("ok")]);
    const events = await all(chat.run(request, { tools: [{ ...clockTool, run: () => "noon" }] }));
    const tools = events.filter(({ type }) => type === "tool-start" || type === "tool-result");
    expect(tools.map((event) => `${event.type} ${"toolCallId" in event ? event.toolCallId : ""}`)).toEqual([
      "tool-start a",
      "tool-result a",
      "tool-start b",
      "tool-result b",
    ]);
  });
  it("sends the tools in every round, with usage asked for", async () => {
    const { chat, transport } = chatWith([asks(["a", "clock", ""]), says("ok")]);
    await chat.run(request, { tools: [weather, clockTool] }).result();
    for (const sent of transport.sent()) {
      expect(sent.tools?.map((tool) => tool.function.name)).toEqual(["weather", "clock"]);
      expect(sent).toMatchObject({ stream: true, stream_options: { include_usage: true } });
    }
    expect(transport.sent()[0]?.tools?.[1]?.function.parameters).toEqual({});
  });
  it("ends where its stop rule says, answered", async () => {
    const { chat, transport } = chatWith([asks(["a", "clock", ""])]);
    const result = await chat.run(request, { tools: [clockTool], stopWhen: afterSteps(2) }).result();
    expect(result).toMatchObject({ status: "stopped", text: "" });
    expect(result.messages.at(-1)).toMatchObject({ role: "tool" });
    expect(transport.requests).toHaveLength(2);
    const endless = chatWith([asks(["a", "clock", ""])]);
    expect((await endless.chat.run(request, { tools: [clockTool] }).result()).steps).toHaveLength(10);
  });
  it("forces a tool choice once", async () => {
    const named = { type: "function" as const, function: { name: "clock" } };
    for (const [choice, then] of [
      ["required", "auto"],
      [named, "auto"],
      ["none", "none"],
      ["auto", "auto"],
      [undefined, undefined],
    ] as const) {
      const { chat, transport } = chatWith([asks(["a", "clock", ""]), says("ok")]);
      await chat.run({ ...request, tool_choice: choice }, { tools: [clockTool] }).result();
      expect(transport.sent().map(({ tool_choice }) => tool_choice)).toEqual([choice, then]);
    }
  });
  it("sends thinking back only with preserve_thinking", async () => {
    const thought =
      sse(chunk({ reasoning_content: "hm" }), wholeCall("a", "clock", "")) + sse(chunk({}, "tool_calls"), done);
    for (const preserve_thinking of [undefined, false, true]) {
      const { chat, transport } = chatWith([stream(thought), says("ok")]);
      const { messages } = await chat.run({ ...request, preserve_thinking }, { tools: [clockTool] }).result();
      const sent = transport.sent()[1]?.messages[1];
      expect(sent !== undefined && "reasoning_content" in sent).toBe(preserve_thinking === true);
      expect(messages[1]).toMatchObject({ reasoning_content: "hm" });
    }
  });
  it("goes on with the first choice, whatever a server sends beside it", async () => {
    const two = sse(wholeCall("a", "clock", ""), chunk({}, "tool_calls"), chunk({ content: "x" }, "stop", 1), done);
    const { chat, transport } = chatWith([stream(two), says("ok")]);
    await chat.run(request, { tools: [clockTool] }).result();
    expect(transport.sent()[1]?.messages).toMatchObject([{}, { tool_calls: [{ id: "a" }] }, { tool_call_id: "a" }]);
  });
  it("tells a generator's progress, and takes what it returns", async () => {
    const tool = defineTool({
      name: "x",
      description: "",
      async *run() {
        yield 1;
        await settle();
        yield 2;
        return "done";
      },
    });
    const { chat } = chatWith([asks(["a", "x", ""]), says("ok")]);
    const events = await all(chat.run(request, { tools: [tool] }));
    const told = events.flatMap((event) => (event.type === "tool-progress" ? [event.progress] : []));
    expect(told).toEqual([1, 2]);
    expect(events.find(({ type }) => type === "tool-result")).toMatchObject({ output: "done" });
  });
  it("closes a generator that is given up", async () => {
    let isClosed = false;
    const tool = defineTool({
      name: "x",
      description: "",
      async *run() {
        try {
          for (;;) {
            yield 1;
            await settle();
          }
        } finally {
          isClosed = true;
        }
      },
    });
    const { chat } = chatWith([asks(["a", "x", ""]), says("ok")]);
    for await (const event of chat.run(request, { tools: [tool] })) if (event.type === "tool-progress") break;
    await settle();
    await settle();
    expect(isClosed).toBe(true);
  });
  it("makes a generator that never rests wait for its reader, and closes it", async () => {
    let yielded = 0;
    let isClosed = false;
    const tool = defineTool({
      name: "x",
      description: "",
      async *run() {
        try {
          for (;;) yield (yielded += 1);
        } finally {
          isClosed = true;
        }
      },
    });
    const { chat } = chatWith([asks(["a", "x", ""])]);
    const run = chat.run(request, { tools: [tool] });
    for await (const event of run) {
      if (event.type !== "tool-progress") continue;
      await settle();
      break;
    }
    await settle();
    expect(yielded).toBeLessThan(300);
    expect(isClosed).toBe(true);
  });
  it("tells each tool what it needs", async () => {
    const seen: unknown[] = [];
    const conversations: Array<readonly unknown[]> = [];
    const tool = defineTool({
      name: "x",
      description: "",
      run(_, { context, toolCallId, step, messages }) {
        conversations.push(messages);
        seen.push([context, toolCallId, step, messages.length]);
      },
    });
    const { chat } = chatWith([asks(["a", "x", ""]), asks(["b", "x", ""], ["c", "x", ""]), says("ok")]);
    const context = { user: 7 };
    await chat.run(request, { tools: [tool], context }).result();
    expect(conversations.map((messages) => messages.length)).toEqual([2, 4, 4]);
    expect(seen).toEqual([
      [context, "a", 0, 2],
      [context, "b", 1, 4],
      [context, "c", 1, 4],
    ]);
  });
  it("starts no tool after an abort, however slow the check of its arguments is", async () => {
    const caller = new AbortController();
    const checked = Promise.withResolvers<void>();
    let hasRun = false;
    const slow = {
      jsonSchema: {},
      validate: async (value: unknown) => {
        await checked.promise;
        return { value };
      },
    };
    const tool = defineTool({ name: "x", description: "", input: slow, run: () => (hasRun = true) });
    const { chat } = chatWith([asks(["a", "x", "{}"])]);
    const failing = failure(chat.run(request, { tools: [tool], signal: caller.signal }).result());
    await settle();
    caller.abort();
    expect((await failing).code).toBe("aborted");
    checked.resolve();
    await settle();
    expect(hasRun).toBe(false);
  });
  it("refuses what a programmer got wrong, before anything is sent", () => {
    const { chat, transport } = chatWith([says("ok")]);
    expect(() => chat.run(request, { tools: [weather, weather] })).toThrow(/Two tools are called "weather"/);
    expect(() => chat.run(request, { tools: [weather], toolConcurrency: 0 })).toThrow(TypeError);
    expect(() => chat.run(request, { tools: [weather], toolConcurrency: Number.NaN })).toThrow(TypeError);
    expect(transport.requests).toHaveLength(0);
  });
});

describe("defineTool", () => {
  it("refuses a name the service does not take", () => {
    for (const name of ["", "get weather", "天气", "a".repeat(65), "a.b"]) {
      expect(() => defineTool({ name, description: "", run: () => "" })).toThrow(TypeError);
    }
    expect(defineTool({ name: "a".repeat(64), description: "", run: () => "" }).name).toHaveLength(64);
  });
  it("shows the model the schema, and checks with it", async () => {
    const input = z.object({ location: z.string().describe("城市"), days: z.number().int().optional() });
    const tool = defineTool({ name: "x", description: "d", input, run: (given) => given });
    expect(tool.wire).toEqual({
      type: "function",
      function: {
        name: "x",
        description: "d",
        parameters: {
          type: "object",
          properties: {
            location: { type: "string", description: "城市" },
            days: expect.objectContaining({ type: "integer" }),
          },
          required: ["location"],
        },
      },
    });
    const { chat } = chatWith([asks(["a", "x", '{"location":"杭州"}'], ["b", "x", '{"days":1.5}']), says("ok")]);
    const { messages } = await chat.run(request, { tools: [tool] }).result();
    expect(messages[2]).toMatchObject({ content: '{"location":"杭州"}' });
    expect(messages[3]?.content).toBe(
      "Error: The arguments do not fit the tool's parameters:\n" +
        "- location: Invalid input: expected string, received undefined\n" +
        "- days: Invalid input: expected int, received number; received 1.5",
    );
  });
  it("says what to use instead of a schema that does not tell its JSON Schema", () => {
    const silent = { "~standard": { version: 1, vendor: "zod", validate: () => ({ value: 1 }) } } as never;
    expect(() => defineTool({ name: "x", description: "", input: silent, run: () => "" })).toThrow(
      /zod schema does not tell/,
    );
  });
  it("bounds what the model is told", async () => {
    const issues = Array.from({ length: 500 }, (_, at) => ({
      message: "Expected a string",
      path: ["list", { key: at }],
    }));
    const tool = defineTool({
      name: "x",
      description: "",
      input: { ...citySchema, validate: () => ({ issues }) },
      run: () => "",
    });
    const loud = defineTool({ name: "y", description: "", run: () => Promise.reject(new Error("x".repeat(9999))) });
    const { chat } = chatWith([asks(["a", "x", "{}"], ["b", "y", ""], ["c", "x", "x".repeat(9999)]), says("ok")]);
    const { messages } = await chat.run(request, { tools: [tool, loud] }).result();
    for (const { content } of messages.slice(2, 5)) expect(JSON.stringify(content).length).toBeLessThan(2100);
    expect(messages[2]?.content).toContain("- list[0]: Expected a string; received nothing\n- list[1]");
  });
});
