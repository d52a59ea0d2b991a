// Rows 4-8 and 17-20 of the promises: what a run does with the calls of a model.
import { describe, expect, it } from "vitest";
import { defineTool } from "../src/tools/define-tool.ts";
import type { AnyTool } from "../src/tools/define-tool.ts";
import { all, chatWith, failure, follow, request } from "./fixtures/client.ts";
import { fakeClock, settle } from "./fixtures/fake-clock.ts";
import { asks, clockTool, says, weather } from "./fixtures/tools.ts";
import { json, silence, stream } from "./fixtures/transport.ts";
import type { Answer } from "./fixtures/transport.ts";
import { call, chunk, completion, done, errorBody, sse, wholeCall } from "./fixtures/wire.ts";

const runOf = (answers: Answer[], tools: AnyTool[], extra: object = {}) => {
  const made = chatWith(answers);
  return { ...made, run: made.chat.run({ ...request, ...extra }, { tools }) };
};
/** What the model was told in the second request, after the user's message. */
const answersTo = async (answers: Answer[], tools: AnyTool[]) => {
  const { run, transport } = runOf([...answers, says("ok")], tools);
  const events = await all(run);
  const { messages } = await run.result();
  return { events, messages, sent: transport.sent()[1]?.messages.slice(1) ?? [] };
};

describe("4: cut inside arguments, or length inside arguments", () => {
  const ran: unknown[] = [];
  const tool = defineTool({ name: "x", description: "", run: () => ran.push(1) });
  const half = chunk(call({ index: 0, id: "a", name: "x", args: '{"city": "Hang' }));

  it("never runs, typed error with the partial", async () => {
    for (const [reply, code] of [
      [sse(half), "stream_cut"],
      [sse(half, chunk({}, "length"), done), "tool_call_truncated"],
      [sse(half, chunk({}, "tool_calls"), done), "tool_call_truncated"],
      [sse(wholeCall("b", "x", "{}", 1), half, chunk({}, "tool_calls"), done), "tool_call_truncated"],
      [sse(chunk(call({ index: 0, id: "a", name: "x" })), chunk({}, "length"), done), "tool_call_truncated"],
      [sse(chunk(call({ index: 0, id: "a", name: "x" })), chunk({}, "content_filter"), done), "tool_call_truncated"],
    ] as const) {
      const { run, transport } = runOf([stream(reply)], [tool]);
      const error = await failure(run.result());
      expect(error).toMatchObject({ code });
      expect(error.partial?.choices[0]?.message.tool_calls?.[0]?.id).toBeDefined();
      expect(transport.requests).toHaveLength(1);
    }
    expect(ran).toEqual([]);
  });
});

describe("5: malformed JSON arguments", () => {
  it("are told to the model; result.messages keeps the raw text, the wire gets {}", async () => {
    const raw = "{'city': '杭州'}";
    const { events, messages, sent } = await answersTo([asks(["a", "weather", raw])], [weather]);
    expect(events.find((event) => event.type === "tool-call")).toMatchObject({ state: "malformed", arguments: raw });
    expect(events.find((event) => event.type === "tool-error")).toMatchObject({ error: { kind: "invalid-arguments" } });
    expect(messages[1]).toMatchObject({ tool_calls: [{ function: { arguments: raw } }] });
    expect(sent[0]).toMatchObject({ tool_calls: [{ id: "a", function: { arguments: "{}" } }] });
    expect(sent[1]).toMatchObject({
      role: "tool",
      tool_call_id: "a",
      content: expect.stringContaining("not a JSON object"),
    });
    expect(sent[1]?.content).toContain(raw);
  });
});

describe('6: arguments ""', () => {
  it("are {}, and are sent back as {}", async () => {
    const seen: unknown[] = [];
    const tool = defineTool({ name: "x", description: "", run: (input) => void seen.push(input) });
    const { sent, messages } = await answersTo([asks(["a", "x", ""])], [tool]);
    expect(seen).toEqual([{}]);
    expect(sent[0]).toMatchObject({ content: "", tool_calls: [{ function: { arguments: "{}" } }] });
    expect(messages[1]).toMatchObject({ tool_calls: [{ function: { arguments: "" } }] });
  });
});

describe("7: arguments wrapped in properties", () => {
  it("are unwrapped when the schema has no such property", async () => {
    const { sent } = await answersTo(
      [
        asks(
          ["a", "weather", '{"properties": {"city": "杭州"}}'],
          ["b", "weather", ' {"type":"object","properties":{"city":"北京"}}'],
        ),
      ],
      [weather],
    );
    expect(sent.slice(1).map(({ content }) => content)).toEqual(["杭州: rain", "北京: rain"]);
  });
  it("are left alone when it has", async () => {
    const seen: unknown[] = [];
    const jsonSchema = { type: "object", properties: { properties: { type: "object" } } };
    const input = { jsonSchema, validate: (value: unknown) => ({ value }) };
    const tool = defineTool({ name: "x", description: "", input, run: (value) => void seen.push(value) });
    await answersTo([asks(["a", "x", '{"properties": {"city": 1}}'])], [tool]);
    expect(seen).toEqual([{ properties: { city: 1 } }]);
  });
});

describe("8: finish_reason stop with calls", () => {
  it("runs them", async () => {
    const reply = stream(sse(wholeCall("a", "weather", '{"city":"杭州"}'), chunk({}, "stop"), done));
    const { sent } = await answersTo([reply], [weather]);
    expect(sent[1]).toMatchObject({ content: "杭州: rain" });
  });
  it("tool_calls without a call is a typed error", async () => {
    const { run } = runOf([stream(sse(chunk({ content: "x" }), chunk({}, "tool_calls"), done))], [weather]);
    expect(await failure(run.result())).toMatchObject({ code: "tool_calls_missing" });
  });
});

describe("17: hostile names and arguments", () => {
  it("a tool named constructor or __proto__ is unknown", async () => {
    const names = ["constructor", "__proto__", "toString", "hasOwnProperty", ""];
    const { events, sent } = await answersTo(
      [asks(...names.map((name, at): [string, string, string] => [`c${at}`, name, "{}"]))],
      [weather, clockTool],
    );
    const errors = events.flatMap((event) => (event.type === "tool-error" ? [event.error.kind] : []));
    expect(errors).toEqual(names.map(() => "unknown-tool"));
    expect(sent[1]?.content).toBe('Error: There is no tool "constructor". Available tools: weather, clock.');
  });
  it("arguments with __proto__ pollute nothing", async () => {
    const seen: Array<Record<string, unknown>> = [];
    const input = { jsonSchema: {}, validate: (value: unknown) => ({ value: value as Record<string, unknown> }) };
    const tool = defineTool({ name: "x", description: "", input, run: (value) => void seen.push(value) });
    await answersTo([asks(["a", "x", '{"__proto__": {"polluted": 1}, "a": {"__proto__": {"polluted": 1}}}'])], [tool]);
    expect(seen).toEqual([{ a: {} }]);
    expect(Object.keys(seen[0] ?? {})).toEqual(["a"]);
    expect("polluted" in (Object.assign({}, seen[0]) as object) || "polluted" in {}).toBe(false);
  });
  it("deltas with __proto__ pollute nothing", async () => {
    const delta = '{"__proto__":{"polluted":1},"content":"x","audio":{"__proto__":{"polluted":1},"data":"d"}}';
    const text = `data: {"choices":[{"index":0,"delta":${delta},"finish_reason":"stop"}]}\n\n`;
    const reply = await chatWith([stream(text)])
      .chat.stream(request)
      .completion();
    expect("polluted" in {}).toBe(false);
    expect("polluted" in (reply.choices[0]?.message ?? {})).toBe(false);
  });
});

describe("18: a tool throws, times out, is unknown, or gets invalid input", () => {
  it("throwing is an answer to the model, an event to the user, and the chat goes on", async () => {
    const thrown = new Error("no such city");
    const tool = defineTool({ name: "x", description: "", run: () => Promise.reject(thrown) });
    const { events, sent } = await answersTo([asks(["a", "x", "{}"])], [tool]);
    expect(events.find(({ type }) => type === "tool-error")).toMatchObject({
      toolCallId: "a",
      name: "x",
      error: { kind: "thrown", message: "x failed: no such city", cause: thrown },
    });
    expect(sent[1]).toMatchObject({ content: "Error: x failed: no such city" });
    expect(events.at(-1)).toMatchObject({ type: "finish", result: { status: "finished", text: "ok" } });
  });
  it("timing out: the tool sees its signal and is left behind", async () => {
    const clock = fakeClock();
    let signal: AbortSignal | undefined;
    const tool = defineTool({
      name: "x",
      description: "",
      timeoutMs: 50,
      run: (_, own) => ((signal = own.signal), new Promise<string>(() => undefined)),
    });
    const { chat } = chatWith([asks(["a", "x", "{}"]), says("ok")], { clock });
    const run = chat.run(request, { tools: [tool] });
    const following = all(run);
    await clock.advance(50);
    expect((await following).find(({ type }) => type === "tool-error")).toMatchObject({ error: { kind: "timeout" } });
    expect(signal?.aborted).toBe(true);
    expect(signal?.reason).toMatchObject({ message: "x took longer than 50 ms." });
    expect((await run.result()).text).toBe("ok");
    expect(clock.pending()).toBe(0);
  });
  it("a tool's own TimeoutError is not ours", async () => {
    const tool = defineTool({
      name: "x",
      description: "",
      run: () => Promise.reject(new DOMException("slow", "TimeoutError")),
    });
    const { events } = await answersTo([asks(["a", "x", "{}"])], [tool]);
    expect(events.find(({ type }) => type === "tool-error")).toMatchObject({ error: { kind: "thrown" } });
  });
  it("invalid input: the exact issues", async () => {
    const { sent } = await answersTo([asks(["a", "weather", '{"city": 3}'])], [weather]);
    expect(sent[1]?.content).toBe(
      "Error: The arguments do not fit the tool's parameters:\n- city: Expected a string; received 3",
    );
  });
  it("a schema that throws, an output that is no JSON", async () => {
    const validate = (): never => {
      throw new Error("schema broke");
    };
    const broken = defineTool({ name: "x", description: "", input: { jsonSchema: {}, validate }, run: () => 1 });
    const circular: { self?: unknown } = {};
    circular.self = circular;
    const odd = defineTool({ name: "y", description: "", run: () => circular });
    const big = defineTool({ name: "z", description: "", run: () => ({ n: 2n ** 64n }) });
    const { sent } = await answersTo([asks(["a", "x", "{}"], ["b", "y", "{}"], ["c", "z", "{}"])], [broken, odd, big]);
    expect(sent[1]?.content).toBe("Error: x failed: schema broke");
    expect(sent[2]?.content).toMatch(/^Error: y failed: /);
    expect(sent[3]?.content).toBe('{"n":18446744073709551616}');
  });
  it("a 400 in round two ends the run with that error and what was done", async () => {
    const { run } = runOf([asks(["a", "clock", ""]), json(errorBody("data_inspection_failed"), 400)], [clockTool]);
    const { items, error } = await follow(run);
    expect(error).toMatchObject({ code: "content_rejected", status: 400 });
    expect(error?.run?.messages.at(-1)).toMatchObject({ role: "tool", tool_call_id: "a" });
    expect(items.some(({ type }) => type === "finish")).toBe(false);
  });
});

describe("19: several calls in one reply", () => {
  /** Tools that end when they are told to, and a log of what began and ended. */
  const controlled = (names: string[], extra: { exclusive?: boolean } = {}) => {
    const log: string[] = [];
    const gates = new Map(names.map((name) => [name, Promise.withResolvers<string>()]));
    const tools = names.map((name) =>
      defineTool({
        name,
        description: "",
        ...extra,
        async run() {
          log.push(`+${name}`);
          const output = await gates.get(name)?.promise;
          log.push(`-${name}`);
          return output;
        },
      }),
    );
    const end = async (name: string) => (gates.get(name)?.resolve(`from ${name}`), settle());
    return { log, tools, end };
  };
  const asking = (names: string[]) => asks(...names.map((name): [string, string, string] => [`id_${name}`, name, ""]));

  it("all are answered, side by side, told in the order asked, right after the assistant message", async () => {
    const names = ["a", "b", "c"];
    const { tools, log, end } = controlled(names);
    const { run, transport } = runOf([asking(names), says("ok")], tools);
    const events = all(run);
    await settle();
    for (const name of ["c", "b", "a"]) await end(name);
    expect(log).toEqual(["+a", "+b", "+c", "-c", "-b", "-a"]);
    const results = (await events).flatMap((event) => (event.type === "tool-result" ? [event.toolCallId] : []));
    expect(results).toEqual(["id_a", "id_b", "id_c"]);
    expect(transport.sent()[1]?.messages.slice(1)).toMatchObject([
      { role: "assistant", tool_calls: [{ id: "id_a" }, { id: "id_b" }, { id: "id_c" }] },
      { role: "tool", tool_call_id: "id_a", content: "from a" },
      { role: "tool", tool_call_id: "id_b", content: "from b" },
      { role: "tool", tool_call_id: "id_c", content: "from c" },
    ]);
  });
  it("up to toolConcurrency", async () => {
    const names = ["a", "b", "c"];
    const { tools, log, end } = controlled(names);
    const { chat } = chatWith([asking(names), says("ok")]);
    const result = chat.run(request, { tools, toolConcurrency: 2 }).result();
    await settle();
    expect(log).toEqual(["+a", "+b"]);
    for (const name of ["b", "a", "c"]) await end(name);
    expect(log).toEqual(["+a", "+b", "-b", "+c", "-a", "-c"]);
    expect((await result).text).toBe("ok");
  });
  it("one after another when parallel_tool_calls is false, or the tools are exclusive", async () => {
    for (const [extra, asked] of [
      [{}, { parallel_tool_calls: false }],
      [{ exclusive: true }, {}],
    ] as const) {
      const { tools, log, end } = controlled(["a", "b"], extra);
      const { run } = runOf([asking(["a", "b"]), says("ok")], tools, asked);
      const result = run.result();
      await settle();
      await end("b");
      expect(log).toEqual(["+a"]);
      await end("a");
      await result;
      expect(log).toEqual(["+a", "-a", "+b", "-b"]);
    }
  });
});

describe("19: exclusive among others", () => {
  it("waits for those before it, runs alone, and holds up those behind it", async () => {
    const log: string[] = [];
    const tool = (name: string, exclusive: boolean) =>
      defineTool({
        name,
        description: "",
        exclusive,
        async run() {
          log.push(`+${name}`);
          await settle();
          log.push(`-${name}`);
        },
      });
    const tools = [tool("a", false), tool("b", false), tool("alone", true), tool("c", false)];
    const names = ["a", "b", "alone", "c"];
    const { run } = runOf(
      [asks(...names.map((name): [string, string, string] => [name, name, ""])), says("ok")],
      tools,
    );
    await run.result();
    expect(log).toEqual(["+a", "+b", "-a", "-b", "+alone", "-alone", "+c", "-c"]);
  });
});

describe("20: abort between or inside steps", () => {
  it("inside tools: they see the signal, finished results are kept, one terminal error", async () => {
    const caller = new AbortController();
    let seen: AbortSignal | undefined;
    const slow = defineTool({
      name: "slow",
      description: "",
      run: (_, { signal }) => ((seen = signal), new Promise<string>(() => undefined)),
    });
    const { chat, transport } = chatWith([asks(["a", "weather", '{"city":"杭州"}'], ["b", "slow", ""])]);
    const following = follow(chat.run(request, { tools: [weather, slow], signal: caller.signal }));
    await settle();
    const reason = new Error("enough");
    caller.abort(reason);
    const { error } = await following;
    expect(error).toMatchObject({ code: "aborted", cause: reason });
    expect(seen?.aborted).toBe(true);
    expect(transport.requests).toHaveLength(1);
    expect(error?.run?.messages.slice(1)).toMatchObject([
      { role: "assistant", tool_calls: [{ id: "a" }, { id: "b" }] },
      { role: "tool", tool_call_id: "a", content: "杭州: rain" },
      { role: "tool", tool_call_id: "b", content: "Error: the run was given up before this tool ended." },
    ]);
    expect(error?.run?.steps).toHaveLength(1);
  });
  it("between steps: no further request", async () => {
    const { run, transport } = runOf([asks(["a", "clock", ""]), says("ok")], [clockTool]);
    const error = await failure(
      (async () => {
        for await (const event of run) if (event.type === "step-end") run.abort("enough");
      })(),
    );
    expect(error).toMatchObject({ code: "aborted", cause: "enough" });
    expect(transport.requests).toHaveLength(1);
  });
  it("inside a reply, and by leaving the loop inside a tool", async () => {
    const { run, transport } = runOf([stream(sse(chunk({ content: "x" })), silence)], [clockTool]);
    for await (const event of run) if (event.type === "text-delta") break;
    await settle();
    expect(transport.bodies[0]?.isClosed).toBe(true);
    expect(await failure(run.result())).toMatchObject({ code: "aborted" });

    let signal: AbortSignal | undefined;
    const slow = defineTool({ name: "slow", description: "", run: (_, own) => ((signal = own.signal), settle()) });
    const other = runOf([asks(["a", "slow", ""])], [slow]);
    for await (const event of other.run) if (event.type === "tool-start") break;
    await settle();
    expect(signal?.aborted).toBe(true);
    expect((await failure(other.run.result())).run?.messages).toHaveLength(3);
  });
  it("a plain completion with calls runs the same way", async () => {
    const tool_calls = [{ id: "a", type: "function", function: { name: "weather", arguments: '{"city":"杭州"}' } }];
    const { run } = runOf([json(completion({ content: "", tool_calls }, "tool_calls")), says("ok")], [weather]);
    expect((await run.result()).messages[2]).toMatchObject({ content: "杭州: rain" });
  });
});
