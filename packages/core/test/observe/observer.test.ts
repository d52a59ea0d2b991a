import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { observer } from "../../src/observe.ts";
import type { CallEvent } from "../../src/observe.ts";
import { fallback } from "../../src/request/fallback.ts";
import { defineTool } from "../../src/tools/define-tool.ts";
import { all, chatWith, failure, request } from "../fixtures/client.ts";
import { asks, says } from "../fixtures/tools.ts";
import { json, silence, stream } from "../fixtures/transport.ts";
import type { Answer } from "../fixtures/transport.ts";
import { chunk, completion, done, errorBody, sse, usageChunk } from "../fixtures/wire.ts";

/** A chat that is seen, and what is told of it. */
function seen(answers: Answer[], options: object = {}) {
  const events: CallEvent[] = [];
  return { events, ...chatWith(answers, { observe: observer((event) => events.push(event)), ...options }) };
}
const types = (events: CallEvent[]): string[] => events.map(({ type }) => type);

describe("observer", () => {
  it("tells how a chat begins, is sent, answers and ends, with its usage", async () => {
    const reply = stream(sse(chunk({ content: "hi" }), chunk({}, "stop"), usageChunk, done));
    const { chat, events } = seen([reply]);
    await all(chat.stream({ ...request, temperature: 0.5, max_tokens: 9 }));
    expect(types(events)).toEqual(["start", "request", "response", "end"]);
    expect(events[1]).toMatchObject({
      attempt: 1,
      request: { model: "qwen-plus", stream: true, messages: 1, temperature: 0.5, maxTokens: 9 },
    });
    expect(events[2]).toMatchObject({ status: 200, requestId: "req-header" });
    expect(events[3]).toMatchObject({ outcome: "complete", finishReasons: ["stop"], replyModel: "qwen-plus" });
    expect(events[3]).toHaveProperty("usage.total_tokens");
    expect(new Set(events.map(({ call }) => call)).size).toBe(1);
    expect(events[0]?.call).toMatchObject({ kind: "chat", origin: "https://qwen.test", parent: null, step: null });
  });

  it("sees create(), plain and as chunks, and parse()", async () => {
    for (const ask of [
      (chat: ReturnType<typeof seen>["chat"]) => chat.create(request),
      async (chat: ReturnType<typeof seen>["chat"]) => all(await chat.create({ ...request, stream: true })),
    ]) {
      const { chat, events } = seen([json(completion({ content: "hi" }))]);
      await ask(chat);
      expect(types(events)).toEqual(["start", "request", "response", "end"]);
    }
  });

  it("tells of every attempt, and which model is asked next", async () => {
    const { chat, events } = seen([json(errorBody("rate"), 429), says("hi")], { retry: fallback(["qwen-flash"]) });
    await chat.create(request);
    expect(types(events)).toEqual(["start", "request", "retry", "request", "response", "end"]);
    expect(events[2]).toMatchObject({ attempt: 1, status: 429, model: "qwen-flash" });
    expect(events[3]).toMatchObject({ attempt: 2, request: { model: "qwen-flash" } });
  });

  it("tells failures and leaving for what they are, once", async () => {
    const failing = seen([json(errorBody("invalid_api_key"), 401)]);
    await failure(failing.chat.create(request));
    expect(failing.events.at(-1)).toMatchObject({ type: "end", outcome: "failed", status: 401 });
    const left = seen([stream(sse(chunk({ content: "a" })), silence)]);
    for await (const _ of left.chat.stream(request)) break;
    expect(left.events.at(-1)).toMatchObject({ type: "end", outcome: "aborted", code: "aborted" });
    expect(left.events.filter(({ type }) => type === "end")).toHaveLength(1);
  });

  it("tells a run with its steps and tools", async () => {
    const good = defineTool({ name: "good", description: "", run: () => 1 });
    const bad = defineTool({
      name: "bad",
      description: "",
      run() {
        throw new Error("no");
      },
    });
    const { chat, events } = seen([asks(["a", "good", "{}"], ["b", "bad", "{}"], ["c", "none", "{}"]), says("hi")]);
    await chat.run(request, { tools: [good, bad] }).result();
    const run = events[0]?.call;
    expect(run).toMatchObject({ kind: "run", parent: null });
    const steps = events.filter(({ call }) => call.kind === "chat");
    expect(types(steps)).toEqual(["start", "request", "response", "end", "start", "request", "response", "end"]);
    for (const { call } of steps) expect(call.parent).toBe(run);
    expect(steps.at(-1)?.call.step).toBe(1);
    const ends = events.flatMap((event) => (event.type === "tool-end" ? [[event.name, event.failure]] : []));
    expect(ends.toSorted(([a], [b]) => String(a).localeCompare(String(b)))).toEqual([
      ["bad", "thrown"],
      ["good", null],
      ["none", "unknown-tool"],
    ]);
    expect(events.at(-1)).toMatchObject({ type: "end", call: { kind: "run" }, outcome: "complete" });
  });

  it("is not disturbed by a listener that throws", async () => {
    const observe = observer(() => {
      throw new Error("mine");
    });
    expect((await chatWith([says("hi")], { observe }).chat.create(request)).choices[0]?.message.content).toBe("hi");
  });

  it("tells no message, no argument, no result and no key, however it goes", async () => {
    const secret = "s3cr3t-w0rds";
    const tool = defineTool({
      name: "echo",
      description: secret,
      run() {
        throw new Error(secret);
      },
    });
    const answers: fc.Arbitrary<Answer> = fc.constantFrom(
      says(secret),
      asks(["id", "echo", `{"a":"${secret}"}`]),
      json(errorBody("x", secret), 400),
      json(errorBody("x", secret), 429),
      stream(sse(chunk({ content: secret, reasoning_content: secret }))),
      stream(secret),
      { failure: new Error(secret) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(answers, { minLength: 1, maxLength: 4 }), async (list) => {
        const { chat, events } = seen(list, {
          apiKey: secret,
          retry: ({ attempt }: { attempt: number }) => (attempt > 2 ? null : { waitMs: 0 }),
        });
        const asked = { ...request, messages: [{ role: "user" as const, content: secret }], user: secret };
        await chat
          .run(asked, { tools: [tool] })
          .result()
          .catch(() => undefined);
        expect(JSON.stringify(events)).not.toContain(secret);
        expect(types(events).filter((type) => type === "start")).toHaveLength(
          types(events).filter((type) => type === "end").length,
        );
      }),
    );
  });
});
