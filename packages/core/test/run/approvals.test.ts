// Row 21: a run that pauses for a person, and goes on in another process.
import { describe, expect, it } from "vitest";
import { defineTool } from "../../src/tools/define-tool.ts";
import type { RunState } from "../../src/run/run-state.ts";
import { all, chatWith, failure, request } from "../fixtures/client.ts";
import { settle } from "../fixtures/fake-clock.ts";
import { asks, citySchema, clockTool, says, weather } from "../fixtures/tools.ts";

const ran: unknown[] = [];
const remove = defineTool({
  name: "remove",
  description: "Removes a city.",
  input: citySchema,
  needsApproval: true,
  run(input) {
    ran.push(input);
    return `${input.city} is gone`;
  },
});
const asksToRemove = asks(
  ["a", "remove", '{"city":"Hangzhou"}'],
  ["b", "weather", '{"city":"Beijing"}'],
  ["c", "remove", '{"city":"Suzhou"}'],
);
const tools = [remove, weather, clockTool] as const;

/** A run that has paused, and its state as it comes back from a store. */
async function paused(options: { stateKey?: string } = {}) {
  ran.length = 0;
  const { chat, transport } = chatWith([asksToRemove]);
  const run = chat.run({ ...request, temperature: 0.5, seed: 18446744073709551615n }, { tools, ...options });
  const events = await all(run);
  const result = await run.result();
  if (result.status !== "paused") throw new Error("It did not pause.");
  return { run, events, result, transport, state: JSON.parse(JSON.stringify(run.state())) as RunState };
}

describe("a run whose tool needs a person", () => {
  it("asks, runs the others, and ends paused", async () => {
    const { events, result, run } = await paused();
    expect(ran).toEqual([]);
    expect(events.map(({ type }) => type).filter((type) => /approval|result|end|finish/.test(type))).toEqual([
      "tool-approval",
      "tool-approval",
      "tool-result",
      "finish",
    ]);
    expect(events.find(({ type }) => type === "tool-approval")).toEqual({
      type: "tool-approval",
      toolCallId: "a",
      name: "remove",
      step: 0,
      input: { city: "Hangzhou" },
    });
    expect(result.approvals).toEqual([
      { toolCallId: "a", name: "remove", input: { city: "Hangzhou" } },
      { toolCallId: "c", name: "remove", input: { city: "Suzhou" } },
    ]);
    expect(result.state).toBe(run.state());
    // The conversation could be sent as it is.
    const answers = result.messages.slice(-3);
    expect(answers.map((answer) => "tool_call_id" in answer && answer.tool_call_id)).toEqual(["a", "b", "c"]);
    expect(answers.map(({ content }) => content)).toEqual([
      "Error: this call waits for a person's decision and has not run.",
      "Beijing: rain",
      "Error: this call waits for a person's decision and has not run.",
    ]);
  });
  it("goes on with what was agreed to and refused, told in the order asked", async () => {
    const { state } = await paused();
    const { chat, transport } = chatWith([says("done")]);
    const run = chat.resume(state, { a: { approve: false, reason: "it is home" }, c: true }, { tools });
    const events = await all(run);
    expect(ran).toEqual([{ city: "Suzhou" }]);
    expect(events.map(({ type }) => type).join(" ")).toBe(
      "tool-error tool-start tool-result step-end step-start text-delta step-end finish",
    );
    expect(events.find(({ type }) => type === "tool-error")).toMatchObject({ error: { kind: "refused" } });
    const [sent] = transport.sent();
    expect(sent).toMatchObject({ model: "qwen-plus", temperature: 0.5 });
    expect(transport.requests[0]?.body).toContain('"seed":18446744073709551615');
    expect(sent?.messages.slice(-3)).toEqual([
      {
        role: "tool",
        tool_call_id: "a",
        name: "remove",
        content: "Error: The user refused this call: it is home. Do not ask for it again.",
      },
      { role: "tool", tool_call_id: "b", name: "weather", content: "Beijing: rain" },
      { role: "tool", tool_call_id: "c", name: "remove", content: "Suzhou is gone" },
    ]);
    const result = await run.result();
    expect(result).toMatchObject({ status: "finished", text: "done" });
    expect(result.steps).toHaveLength(2);
    expect(events.find(({ type }) => type === "step-start")).toMatchObject({ step: 1 });
  });
  it("decides by the checked input where it is a function, and asks nobody for what cannot run", async () => {
    ran.length = 0;
    const careful = defineTool({
      ...removeDefinition,
      needsApproval: ({ city }, { toolCallId, step }) => city === "Hangzhou" && toolCallId !== "" && step === 0,
    });
    const { chat } = chatWith([
      asks(["a", "remove", '{"city":"Suzhou"}'], ["b", "remove", '{"city":5}'], ["c", "remove", '{"city":"Hangzhou"}']),
    ]);
    const result = await chat.run(request, { tools: [careful] }).result();
    expect(result.approvals).toEqual([{ toolCallId: "c", name: "remove", input: { city: "Hangzhou" } }]);
    expect(ran).toEqual([{ city: "Suzhou" }]);
    expect(result.messages.at(-2)?.content).toContain("city: Expected a string; received 5");
  });
  it("runs nothing where the function throws", async () => {
    ran.length = 0;
    const cause = new Error("no rights service");
    const broken = defineTool({ ...removeDefinition, needsApproval: () => Promise.reject(cause) });
    const { chat } = chatWith([asks(["a", "remove", '{"city":"Suzhou"}'])]);
    const error = await failure(chat.run(request, { tools: [broken] }).result());
    expect(error).toMatchObject({ code: "hook_failed", cause });
    expect(ran).toEqual([]);
    expect(error.run?.messages.at(-1)).toMatchObject({ role: "tool", tool_call_id: "a" });
  });
  it("may pause again", async () => {
    const { state } = await paused();
    const { chat, transport } = chatWith([asks(["d", "remove", '{"city":"Wuxi"}']), says("done")]);
    const again = chat.resume(state, { a: true, c: true }, { tools });
    expect(await again.result()).toMatchObject({ status: "paused", approvals: [{ toolCallId: "d" }] });
    const last = await chat.resume(again.state(), { d: true }, { tools }).result();
    expect(last).toMatchObject({ status: "finished", text: "done" });
    expect(ran).toEqual([{ city: "Hangzhou" }, { city: "Suzhou" }, { city: "Wuxi" }]);
    for (const sent of transport.sent()) expect(sent).toMatchObject({ model: "qwen-plus", temperature: 0.5 });
  });
  it("takes only a plain yes for one", async () => {
    for (const decision of ["yes", 1, {}, { approve: "yes" }, null] as never[]) {
      const { state } = await paused();
      const { chat } = chatWith([says("done")]);
      await chat
        .resume(state, { a: decision, c: false }, { tools })
        .result()
        .catch(() => undefined);
      expect(ran).toEqual([]);
    }
  });
  it("has no state before it has paused", async () => {
    const { chat } = chatWith([says("ok")]);
    const run = chat.run(request, { tools });
    expect(() => run.state()).toThrow(TypeError);
    await run.result();
    expect(() => run.state()).toThrow(/has not paused/);
  });
});

const removeDefinition = {
  name: "remove",
  description: "Removes a city.",
  input: citySchema,
  run(input: { city: string }) {
    ran.push(input);
    return `${input.city} is gone`;
  },
} as const;

describe("resume", () => {
  const refusal = async (state: unknown, decisions = {}, options = {}) => {
    ran.length = 0;
    const { chat, transport } = chatWith([says("done")]);
    const error = await failure(chat.resume(state as RunState, decisions, { tools, ...options }).result());
    await settle();
    expect(transport.requests).toHaveLength(0);
    expect(ran).toEqual([]);
    return error;
  };
  const everything = { a: true, c: true };

  it("refuses what is no state, or one of another version, and says so", async () => {
    const { state } = await paused();
    const code = "run_state_rejected";
    expect(await refusal({ ...state, version: 2 }, everything)).toMatchObject({
      code,
      message: expect.stringContaining("its version is 2, and this release knows version 1"),
    });
    for (const wrong of [null, 1, "{}", [], {}, { ...state, format: "other" }]) {
      expect(await refusal(wrong, everything)).toMatchObject({ code });
    }
    for (const field of Object.keys(state).filter((name) => name !== "format" && name !== "version")) {
      const error = await refusal({ ...state, [field]: "?" }, everything);
      expect(error).toMatchObject({ code, message: expect.stringContaining(field) });
    }
  });
  it("names the calls nobody has decided on", async () => {
    const { state } = await paused();
    expect((await refusal(state, { a: true })).message).toContain("nobody has decided on c");
    expect((await refusal(state, Object.create({ a: true, c: true }))).message).toContain("a, c");
  });
  it("refuses a state that was changed, when it was signed", async () => {
    const stateKey = "a key of the house";
    const { state } = await paused({ stateKey });
    const changed = { ...state, calls: state.calls.map((call) => ({ ...call, arguments: '{"city":"Wuxi"}' })) };
    for (const [given, options] of [
      [changed, { stateKey }],
      [state, { stateKey: "another" }],
      [{ ...state, signature: "" }, { stateKey }],
      [{ ...state, signature: "§" }, { stateKey }],
      [{ ...state, signature: undefined }, { stateKey }],
      [{ ...state, step: 5 }, { stateKey }],
    ] as const) {
      expect(await refusal(given, everything, options)).toMatchObject({ code: "run_state_rejected" });
    }
  });
  it("takes a signed state whose keys a store has put in another order", async () => {
    const stateKey = "a key of the house";
    const { state } = await paused({ stateKey });
    const turned = Object.fromEntries(Object.entries(state).reverse()) as RunState;
    const { chat } = chatWith([says("done")]);
    expect(await chat.resume(turned, everything, { tools, stateKey }).result()).toMatchObject({ text: "done" });
  });
  it("keeps no key and no function in the state", async () => {
    const { state } = await paused({ stateKey: "a key of the house" });
    const text = JSON.stringify(state);
    expect(text).not.toContain("sk-test");
    expect(text).not.toContain("a key of the house");
    expect(JSON.parse(text)).toEqual(state);
  });
});
