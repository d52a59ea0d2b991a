// What a run can be told: when to stop, what a step does otherwise, what becomes of bad calls.
import { describe, expect, it } from "vitest";
import { afterSteps, afterTokens, afterTool, all as allOf, any } from "../../src/run/stop-rules.ts";
import type { CallWarning } from "../../src/chat/chat-call.ts";
import { defineTool } from "../../src/tools/define-tool.ts";
import { all, chatWith, failure, request } from "../fixtures/client.ts";
import { asks, citySchema, clockTool, says, weather } from "../fixtures/tools.ts";
import { json, stream } from "../fixtures/transport.ts";
import { call, chunk, done, errorBody, sse, usageChunk, wholeCall } from "../fixtures/wire.ts";

const tools = [weather, clockTool] as const;

describe("stop rules", () => {
  const calls = (name: string) => asks(["a", name, name === "weather" ? '{"city":"杭州"}' : ""]);

  it("afterTool ends the run behind the round that called it", async () => {
    const { chat, transport } = chatWith([calls("clock"), calls("weather"), says("never")]);
    const result = await chat.run(request, { tools, stopWhen: afterTool("weather") }).result();
    expect(result.status).toBe("stopped");
    expect(result.messages.at(-1)?.content).toBe("杭州: rain");
    expect(transport.requests).toHaveLength(2);
  });
  it("afterTokens counts all steps", async () => {
    const costly = stream(sse(wholeCall("a", "clock", "{}"), chunk({}, "tool_calls"), usageChunk, done));
    const { chat, transport } = chatWith([costly]);
    const result = await chat.run(request, { tools, stopWhen: afterTokens(31) }).result();
    expect(result).toMatchObject({ status: "stopped", usage: { total_tokens: 45 } });
    expect(transport.requests).toHaveLength(3);
  });
  it("any ends with the first, all with the last", async () => {
    const both = [afterTool("clock"), afterSteps(2)] as const;
    for (const [rule, requests] of [
      [any(...both), 1],
      [allOf(...both), 2],
    ] as const) {
      const { chat, transport } = chatWith([calls("clock")]);
      await chat.run(request, { tools, stopWhen: rule }).result();
      expect(transport.requests).toHaveLength(requests);
    }
  });
  it("a rule that throws ends the run with what was done", async () => {
    const cause = new Error("no");
    const { chat } = chatWith([calls("clock")]);
    const stopWhen = (): boolean => {
      throw cause;
    };
    const error = await failure(chat.run(request, { tools, stopWhen }).result());
    expect(error).toMatchObject({ code: "hook_failed", cause });
    expect(error.run?.messages.at(-1)).toMatchObject({ role: "tool" });
  });
});

describe("prepareStep", () => {
  it("changes one step alone: model, messages, tools, tool choice", async () => {
    const seen: unknown[] = [];
    const { chat, transport } = chatWith([asks(["a", "clock", ""]), asks(["b", "weather", "{}"]), says("ok")]);
    const run = chat.run(request, {
      tools,
      prepareStep({ step, messages, steps, usage }) {
        seen.push([step, messages.length, steps.length, usage]);
        if (step === 0) return undefined;
        const named = { type: "function", function: { name: "clock" } } as const;
        if (step === 2) return { request: { messages: messages.slice(-1) } };
        return { request: { model: "qwen-max", tool_choice: named }, tools: ["clock"] };
      },
    });
    const events = await all(run);
    const [first, second, third] = transport.sent();
    expect(seen).toEqual([
      [0, 1, 0, null],
      [1, 3, 1, null],
      [2, 5, 2, null],
    ]);
    expect(first).toMatchObject({ model: "qwen-plus" });
    expect(first?.tools).toHaveLength(2);
    expect(second).toMatchObject({ model: "qwen-max", tool_choice: { function: { name: "clock" } } });
    expect(second?.tools?.map((tool) => tool.function.name)).toEqual(["clock"]);
    expect(third).toMatchObject({ model: "qwen-plus", messages: [{ role: "tool" }] });
    // What was not on offer in its step is unknown there.
    expect(events.find(({ type }) => type === "tool-error")).toMatchObject({
      error: { kind: "unknown-tool", message: 'There is no tool "weather". Available tools: clock.' },
    });
    expect((await run.result()).messages).toHaveLength(6);
  });
  it("ends the run where it throws, or names a tool the run does not have", async () => {
    const cause = new Error("no");
    const { chat, transport } = chatWith([says("ok")]);
    const throwing = chat.run(request, { tools, prepareStep: () => Promise.reject(cause) });
    expect(await failure(throwing.result())).toMatchObject({ code: "hook_failed", cause });
    const naming = chat.run(request, { tools, prepareStep: () => ({ tools: ["nobody" as never] }) });
    expect(await failure(naming.result())).toMatchObject({
      code: "hook_failed",
      cause: { message: expect.stringContaining('"nobody"') },
    });
    expect(transport.requests).toHaveLength(0);
  });
});

describe("a forced tool choice", () => {
  it("is sent as auto while the model thinks, with a warning", async () => {
    const warnings: CallWarning[] = [];
    const { chat, transport } = chatWith([says("ok")]);
    const options = { tools, onWarning: (warning: CallWarning) => void warnings.push(warning) };
    await chat.run({ ...request, enable_thinking: true, tool_choice: "required" }, options).result();
    expect(transport.sent()[0]).toMatchObject({ tool_choice: "auto", enable_thinking: true });
    expect(warnings).toMatchObject([{ code: "tool-choice-while-thinking", model: "qwen-plus" }]);
  });
  it("is sent as auto where the service refuses it, with a warning, and from then on at once", async () => {
    const warnings: CallWarning[] = [];
    const refused = json(
      errorBody(
        "invalid_parameter_error",
        "The tool_choice parameter does not support being set to required or object in thinking mode",
      ),
      400,
    );
    const { chat, transport } = chatWith([refused, says("ok")]);
    const options = { tools, onWarning: (warning: CallWarning) => void warnings.push(warning) };
    await chat.run({ ...request, tool_choice: "required" }, options).result();
    await chat.run({ ...request, tool_choice: "required" }, options).result();
    expect(transport.sent().map(({ tool_choice }) => tool_choice)).toEqual(["required", "auto", "auto"]);
    expect(warnings).toMatchObject([
      { code: "tool_choice_rejected", sentence: expect.stringContaining('sent again with tool_choice: "auto"') },
    ]);
  });
});

describe("a reply cut inside a call", () => {
  const half = chunk(call({ index: 1, id: "b", name: "weather", args: '{"city": "Hang' }));
  const cut = stream(sse(wholeCall("a", "clock", "{}"), half, chunk({}, "length"), usageChunk, done));

  it("onTruncated feedback: the model is told, the whole calls run", async () => {
    const { chat, transport } = chatWith([cut, says("ok")]);
    const run = chat.run(request, { tools, onTruncated: "feedback" });
    const events = await all(run);
    expect(events.filter(({ type }) => type === "tool-result" || type === "tool-error")).toMatchObject([
      { type: "tool-result", toolCallId: "a" },
      { type: "tool-error", toolCallId: "b", error: { kind: "truncated" } },
    ]);
    const sent = transport.sent()[1]?.messages.slice(-3);
    expect(sent?.[0]).toMatchObject({ tool_calls: [{ id: "a" }, { id: "b", function: { arguments: "{}" } }] });
    expect(sent?.[2]?.content).toContain("nothing was run. Send the call again");
    expect((await run.result()).messages[1]).toMatchObject({
      tool_calls: [{}, { function: { arguments: '{"city": "Hang' } }],
    });
  });
  it("onTruncated retry: the reply is thrown away and asked for again, its cost is not", async () => {
    const { chat, transport } = chatWith([cut, says("ok")]);
    const run = chat.run(request, { tools, onTruncated: "retry" });
    const events = await all(run);
    expect(events.map(({ type }) => type).filter((type) => /step|tool-(start|result)/.test(type))).toEqual([
      "step-start",
      "step-retry",
      "step-end",
    ]);
    expect(transport.sent()[1]?.messages).toEqual(transport.sent()[0]?.messages);
    expect(await run.result()).toMatchObject({ text: "ok", usage: { total_tokens: 15 }, steps: [{}] });
  });
  it("onTruncated retry gives up after the third reply", async () => {
    const { chat, transport } = chatWith([cut]);
    const error = await failure(chat.run(request, { tools, onTruncated: "retry" }).result());
    expect(error).toMatchObject({ code: "tool_call_truncated", run: { messages: request.messages } });
    expect(transport.requests).toHaveLength(3);
  });
});

describe("the same failing call", () => {
  const failing = defineTool({ name: "x", description: "", run: () => Promise.reject(new Error("no")) });

  it("ends the run the third time, and is not run again", async () => {
    let times = 0;
    const counted = { ...failing, run: () => (times++, Promise.reject(new Error("no"))) };
    const { chat, transport } = chatWith([asks(["a", "x", '{"a": 1}']), asks(["b", "x", '{"a":1}'])]);
    const error = await failure(chat.run(request, { tools: [counted] }).result());
    expect(error).toMatchObject({ code: "tool_call_repeated", partial: { choices: [{}] } });
    expect(times).toBe(2);
    expect(transport.requests).toHaveLength(3);
    expect(error.run?.messages.at(-1)).toMatchObject({
      role: "tool",
      content: expect.stringContaining("same failing"),
    });
    expect(error.run?.steps).toHaveLength(3);
  });
  it("counts by arguments, and a success begins anew", async () => {
    let isGood = false;
    const moody = defineTool({
      name: "x",
      description: "",
      run() {
        isGood = !isGood;
        if (isGood) throw new Error("no");
        return "yes";
      },
    });
    const { chat } = chatWith([...Array.from({ length: 7 }, (_, at) => asks([`c${at}`, "x", ""])), says("ok")]);
    expect(await chat.run(request, { tools: [moody] }).result()).toMatchObject({ text: "ok" });
    const others = chatWith([...Array.from({ length: 7 }, (_, at) => asks(["a", "x", `{"at":${at}}`])), says("ok")]);
    expect(await others.chat.run(request, { tools: [failing] }).result()).toMatchObject({ text: "ok" });
  });
  it("counts bad arguments and unknown names too", async () => {
    for (const bad of [asks(["a", "weather", "{'city'}"]), asks(["a", "nobody", ""]), asks(["a", "weather", "{}"])]) {
      const error = await failure(chatWith([bad]).chat.run(request, { tools }).result());
      expect(error).toMatchObject({ code: "tool_call_repeated" });
    }
  });
});

describe("onError", () => {
  const broken = (onError: (error: unknown) => string) =>
    defineTool({ name: "x", description: "", timeoutMs: 5, run: () => Promise.reject(new Error("no")), onError });

  it("says what the model is told", async () => {
    const { chat, transport } = chatWith([asks(["a", "x", ""]), says("ok")]);
    const events = await all(chat.run(request, { tools: [broken((error) => `Ask again later: ${String(error)}`)] }));
    expect(transport.sent()[1]?.messages.at(-1)?.content).toBe("Error: Ask again later: Error: no");
    expect(events.find(({ type }) => type === "tool-error")).toMatchObject({ error: { kind: "thrown", cause: {} } });
  });
  it("ends the run by throwing, and the tools beside it see it", async () => {
    const cause = new Error("the disk is full");
    const seen: AbortSignal[] = [];
    const hang = defineTool({
      name: "hang",
      description: "",
      run: (_, { signal }) => (seen.push(signal), new Promise(() => undefined)),
    });
    const { chat, transport } = chatWith([asks(["a", "x", ""], ["b", "hang", ""])]);
    const fatal = broken(() => {
      throw cause;
    });
    const error = await failure(chat.run(request, { tools: [fatal, hang] }).result());
    expect(error).toMatchObject({ code: "hook_failed", cause });
    expect(error.run?.messages.slice(-2)).toMatchObject([
      { role: "tool", tool_call_id: "a" },
      { role: "tool", tool_call_id: "b" },
    ]);
    expect(transport.requests).toHaveLength(1);
    expect(seen.map(({ aborted }) => aborted)).toEqual([true]);
  });
});

describe("repairArguments", () => {
  it("mends what cannot be read, once, and keeps the model's own text", async () => {
    const asked: unknown[] = [];
    const { chat, transport } = chatWith([
      asks(["a", "weather", "{'city': '杭州'}"], ["b", "weather", '{"city":"北京"}'], ["c", "weather", "{'x'}"]),
      says("ok"),
    ]);
    const run = chat.run(request, {
      tools,
      repairArguments({ name, toolCallId, arguments: text, reason }) {
        asked.push([name, toolCallId, text, reason.split(":")[0]]);
        return toolCallId === "a" ? text.replaceAll("'", '"') : null;
      },
    });
    const { messages } = await run.result();
    expect(asked).toEqual([
      ["weather", "a", "{'city': '杭州'}", "The arguments are not a JSON object"],
      ["weather", "c", "{'x'}", "The arguments are not a JSON object"],
    ]);
    expect(messages.slice(2, 4).map(({ content }) => content)).toEqual(["杭州: rain", "北京: rain"]);
    expect(messages[4]?.content).toContain("not a JSON object: {'x'}");
    expect(messages[1]).toMatchObject({ tool_calls: [{ function: { arguments: "{'city': '杭州'}" } }, {}, {}] });
    expect(transport.sent()[1]?.messages[1]).toMatchObject({ tool_calls: [{ function: { arguments: "{}" } }, {}, {}] });
  });
  it("tells the model what is wrong with its own text where mending did not help", async () => {
    const { chat } = chatWith([asks(["a", "weather", "{}"]), says("ok")]);
    const run = chat.run(request, { tools, repairArguments: () => '{"city":7}' });
    expect((await run.result()).messages[2]?.content).toContain("city: Expected a string; received nothing");
  });
});

describe("arguments", () => {
  const inputs: unknown[] = [];
  const keep = defineTool({
    name: "keep",
    description: "",
    input: { jsonSchema: citySchema.jsonSchema, validate: (value: unknown) => ({ value }) },
    run: (input) => void inputs.push(input),
  });

  it("of two equal keys the last one counts, with white space before and inside", async () => {
    inputs.length = 0;
    const { chat } = chatWith([asks(["a", "keep", ' \n{"city":"a", "city" : "b"} ']), says("ok")]);
    await chat.run(request, { tools: [keep] }).result();
    expect(inputs).toEqual([{ city: "b" }]);
  });
  it("that do not fit are told with path, expectation and what came, in the event too", async () => {
    const deep = defineTool({
      name: "deep",
      description: "",
      input: {
        jsonSchema: {},
        validate: () => ({
          issues: [
            { message: "Too small", path: ["list", 2, { key: "n" }], expected: "number" },
            { message: "Wrong as a whole" },
          ],
        }),
      },
      run: () => "",
    });
    const { chat } = chatWith([asks(["a", "deep", '{"list":[0,1,{"n":-5}]}']), says("ok")]);
    const events = await all(chat.run(request, { tools: [deep] }));
    expect(events.find(({ type }) => type === "tool-error")).toMatchObject({
      error: {
        kind: "invalid-arguments",
        message:
          "The arguments do not fit the tool's parameters:\n" +
          "- list[2].n: Too small (expected number); received -5\n" +
          '- Wrong as a whole; received {"list":[0,1,{"n":-5}]}',
        issues: [
          { path: "list[2].n", message: "Too small", expected: "number", received: "-5" },
          { path: "", message: "Wrong as a whole" },
        ],
      },
    });
  });
  it("of any kind are told in 2 kB at most, whole characters", async () => {
    const { chat } = chatWith([asks(["a", "weather", "杭".repeat(5000)]), says("ok")]);
    const { messages } = await chat.run(request, { tools }).result();
    const told = JSON.stringify(messages[2]?.content).slice('"Error: '.length, -1);
    expect(new TextEncoder().encode(told).length).toBeLessThanOrEqual(2048);
    expect(told).not.toContain("\uFFFD");
  });
});
