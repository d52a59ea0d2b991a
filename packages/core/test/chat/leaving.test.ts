// Whoever leaves, and whenever: the error, the body, the listeners and the timers.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ChatError } from "../../src/chat-error.ts";
import { all, chatWith, failure, follow, request } from "../fixtures/client.ts";
import { fakeClock, settle } from "../fixtures/fake-clock.ts";
import { spyingController } from "../fixtures/spying-signal.ts";
import { asks, clockTool, says, weather } from "../fixtures/tools.ts";
import { json, silence, stream } from "../fixtures/transport.ts";
import type { Answer, Piece } from "../fixtures/transport.ts";
import { chunk, completion, errorBody, hello, sse } from "../fixtures/wire.ts";

const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
beforeEach(() => process.on("unhandledRejection", onUnhandled));
afterEach(async () => {
  await settle();
  process.off("unhandledRejection", onUnhandled);
  expect(unhandled.splice(0)).toEqual([]);
});

const said = sse(chunk({ role: "assistant", content: "Hel" }));
const spied = (answers: Answer[]) => {
  const clock = fakeClock();
  const { controller, listeners } = spyingController();
  const { signal } = controller;
  const timeouts = { totalMs: 1e6 };
  return { ...chatWith(answers, { clock, timeouts }), clock, controller, signal, listeners };
};
const pending = (before: () => Promise<void>): Answer => ({ before });
const never = (): Promise<void> => new Promise(() => undefined);

describe("an abort by the caller", () => {
  const reason = new Error("enough");

  it.for<[string, Answer]>([
    ["during the headers", pending(never)],
    ["before the first event", stream(silence)],
    ["during the body", stream(said, silence)],
    ["during a plain body", { headers: { "content-type": "application/json" }, body: ["{", silence] }],
    ["during an error's body", { status: 500, headers: {}, body: ["{", silence] }],
  ])("%s gives aborted with the reason as cause", async ([, answer]) => {
    for (const way of ["stream", "create", "chunks", "run"] as const) {
      const { chat, transport, controller, signal, listeners, clock } = spied([answer]);
      const ways = {
        stream: () => chat.stream(request, { signal }).completion(),
        create: () => chat.create(request, { signal }),
        chunks: async () => all(await chat.create({ ...request, stream: true }, { signal })),
        run: () => chat.run(request, { signal, tools: [clockTool] }).result(),
      };
      const failing = failure(ways[way]());
      await settle();
      expect(transport.requests).toHaveLength(1);
      controller.abort(reason);
      expect(await failing).toMatchObject({ code: "aborted", cause: reason });
      await settle();
      expect(transport.signals[0]?.aborted).toBe(true);
      expect([listeners(), clock.pending()]).toEqual([0, 0]);
    }
  });
  it("after the stream has opened is what completion() tells, at once or later", async () => {
    const ends: Piece[] = [silence, sse(chunk({}, "stop")), new Error("reset")];
    for (const end of ends) {
      for (const wait of [async () => undefined, settle]) {
        const { chat } = spied([stream(said, end)]);
        const chunks = await chat.create({ ...request, stream: true });
        chunks.abort(reason);
        await wait();
        expect(await failure(chunks.completion())).toMatchObject({ code: "aborted", cause: reason });
      }
    }
  });
  it("before the call sends nothing", async () => {
    const { chat, transport, controller, signal, listeners } = spied([stream(hello)]);
    controller.abort(reason);
    expect(await failure(chat.create(request, { signal }))).toMatchObject({ code: "aborted", cause: reason });
    expect(await failure(chat.stream(request, { signal }).completion())).toMatchObject({ code: "aborted" });
    expect(await failure(chat.run(request, { signal, tools: [] }).result())).toMatchObject({ code: "aborted" });
    expect(transport.requests).toHaveLength(0);
    expect(listeners()).toBe(0);
  });
  it("with an error of another call as its reason is still aborted", async () => {
    const { chat, controller, signal } = spied([stream(said, silence)]);
    const failing = failure(chat.stream(request, { signal }).completion());
    await settle();
    const other = new ChatError("rate_limited");
    controller.abort(other);
    expect(await failing).toMatchObject({ code: "aborted", cause: other, retryable: false });
  });
  it("settles the outcome although nobody pulls any more", async () => {
    for (const way of ["stream", "chunks", "run"] as const) {
      const { chat, transport, controller, signal, listeners, clock } = spied([stream(said, silence)]);
      const begun = {
        async stream() {
          const reply = chat.stream(request, { signal });
          await reply[Symbol.asyncIterator]().next();
          return reply.completion();
        },
        async chunks() {
          const reply = await chat.create({ ...request, stream: true }, { signal });
          await reply[Symbol.asyncIterator]().next();
          return reply.completion();
        },
        async run() {
          const run = chat.run(request, { signal, tools: [clockTool] });
          const reading = run[Symbol.asyncIterator]();
          await reading.next();
          await reading.next();
          return run.result();
        },
      };
      const failing = failure(begun[way]());
      await settle();
      controller.abort(reason);
      expect(await failing).toMatchObject({ code: "aborted", cause: reason });
      if (way !== "run")
        expect(await failing).toMatchObject({ partial: { choices: [{ message: { content: "Hel" } }] } });
      await settle();
      expect(transport.signals[0]?.aborted).toBe(true);
      expect([way, listeners(), clock.pending()]).toEqual([way, 0, 0]);
    }
  });
  it("by its own abort() settles a stream that was handed on and never read", async () => {
    const { chat, transport } = spied([stream(said, silence)]);
    const reply = chat.stream(request);
    const body = reply.toReadableStream("sse");
    reply.abort(reason);
    expect(await failure(reply.completion())).toMatchObject({ code: "aborted", cause: reason });
    expect(transport.requests).toHaveLength(0);
    expect(await new Response(body).text()).toContain('"code":"aborted"');
  });
  it("while the loop is busy is told behind what was there already", async () => {
    const { chat, controller, signal } = spied([stream(said + said, silence)]);
    const items: string[] = [];
    const looping = (async () => {
      for await (const piece of chat.stream(request, { signal }).text()) {
        items.push(piece);
        if (items.length === 1) controller.abort(reason);
        await settle();
      }
    })();
    expect(await failure(looping)).toMatchObject({ code: "aborted", cause: reason });
    expect(items).toEqual(["Hel", "Hel"]);
  });
  it("keeps what had arrived", async () => {
    const { chat, controller, signal } = spied([stream(said, silence)]);
    const following = follow(chat.stream(request, { signal }));
    await settle();
    controller.abort();
    const { items, error } = await following;
    expect(items).toEqual([{ type: "text-delta", delta: "Hel", choice: 0 }]);
    expect(error?.partial?.choices[0]?.message.content).toBe("Hel");
  });
  it("while the key is fetched, and while a policy decides", async () => {
    const { chat, controller, signal } = spied([json(errorBody("internal_error"), 500)]);
    const waiting = failure(chat.create(request, { signal, retry: () => new Promise(() => undefined) }));
    const key = chatWith([stream(hello)], { apiKey: () => new Promise(() => undefined) });
    const fetching = failure(key.chat.create(request, { signal }));
    await settle();
    controller.abort(reason);
    expect([(await waiting).code, (await fetching).code]).toEqual(["aborted", "aborted"]);
  });
});

describe("leaving the loop", () => {
  it("makes completion() throw aborted with the partial", async () => {
    const { chat, transport, signal, listeners, clock } = spied([stream(said, said, silence)]);
    const reply = chat.stream(request, { signal });
    for await (const _ of reply) break;
    const error = await failure(reply.completion());
    expect(error).toMatchObject({ code: "aborted" });
    expect(error.partial?.choices[0]?.message.content).toBe("Hel");
    expect(transport.bodies[0]?.isClosed).toBe(true);
    expect([listeners(), clock.pending()]).toEqual([0, 0]);
  });
  it("before the first pull sends nothing and leaves nobody waiting", async () => {
    const { chat, transport, listeners } = spied([stream(hello)]);
    const reply = chat.stream(request);
    await reply[Symbol.asyncIterator]().return?.(undefined);
    expect(await failure(reply.completion())).toMatchObject({ code: "aborted" });
    const run = chat.run(request, { tools: [] });
    await run[Symbol.asyncIterator]().return?.(undefined);
    expect(await failure(run.result())).toMatchObject({ code: "aborted" });
    expect([transport.requests.length, listeners()]).toEqual([0, 0]);
  });
  it("while a pull is under way closes the body at once", async () => {
    const { chat, transport } = spied([stream(said, silence)]);
    const reply = chat.stream(request);
    const events = reply[Symbol.asyncIterator]();
    await events.next();
    const pull = events.next();
    await settle();
    await events.return?.(undefined);
    expect(await pull).toEqual({ done: true, value: undefined });
    expect(transport.bodies[0]?.isClosed).toBe(true);
    expect(await failure(reply.completion())).toMatchObject({ code: "aborted" });
  });
  it("at any tick of the way, closes what has been opened and leaves nothing", async () => {
    for (let ticks = 0; ticks < 80; ticks += 1) {
      for (const way of ["return", "abort", "dispose"] as const) {
        const { chat, transport, signal, listeners, clock } = spied([stream(said, silence)]);
        const reply = chat.stream(request, { signal });
        const events = reply[Symbol.asyncIterator]();
        const pulled = events.next().catch(() => null);
        for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
        if (way === "return") await events.return?.(undefined);
        else if (way === "abort") reply.abort();
        else await reply[Symbol.asyncDispose]();
        await pulled;
        if (way === "abort") await events.next().catch(() => null);
        await settle();
        expect([ticks, way, transport.bodies.every(({ isClosed }) => isClosed)]).toEqual([ticks, way, true]);
        expect(transport.signals.every(({ aborted }) => aborted)).toBe(true);
        expect([listeners(), clock.pending()]).toEqual([0, 0]);
        expect((await failure(reply.completion())).code).toBe("aborted");
      }
    }
  });
  it("by a throw inside it, and by disposal", async () => {
    for (const leave of ["throw", "dispose"] as const) {
      const { chat, transport, signal, listeners, clock } = spied([stream(said, said, silence)]);
      const reading = async (): Promise<void> => {
        await using reply = chat.stream(request, { signal });
        for await (const _ of reply) {
          if (leave === "throw") throw new Error("mine");
          return;
        }
      };
      await reading().catch((error: unknown) => expect(error).toMatchObject({ message: "mine" }));
      await settle();
      expect(transport.bodies[0]?.isClosed).toBe(true);
      expect([listeners(), clock.pending()]).toEqual([0, 0]);
    }
  });
  it("disposal ends a pull that is under way, and a stream nobody reads", async () => {
    const { chat, transport, signal, listeners } = spied([stream(said, silence)]);
    const reply = chat.stream(request, { signal });
    const following = follow(reply);
    await settle();
    await reply[Symbol.asyncDispose]();
    expect((await following).items).toHaveLength(1);
    expect(transport.bodies[0]?.isClosed).toBe(true);
    const chunks = await chat.create({ ...request, stream: true }, { signal });
    await chunks[Symbol.asyncDispose]();
    expect(transport.bodies[1]?.isClosed).toBe(true);
    expect(listeners()).toBe(0);
  });
});

describe("what stays behind", () => {
  it("nothing after success, an error, a retry, or a stream that is never read", async () => {
    const { chat, signal, listeners, clock } = spied([stream(hello), json(errorBody("Arrearage"), 400), stream(hello)]);
    await all(chat.stream(request, { signal }));
    await failure(chat.create(request, { signal }));
    await all(await chat.create({ ...request, stream: true }, { signal }));
    await chat.run(request, { signal, tools: [weather] }).result();
    chat.stream(request, { signal });
    chat.run(request, { signal, tools: [] });
    await settle();
    expect([listeners(), clock.pending()]).toEqual([0, 0]);

    const retried = spied([json(errorBody("internal_error"), 500), json(completion())]);
    const reply = retried.chat.create(request, { signal: retried.signal, retry: () => ({ waitMs: 10 }) });
    await retried.clock.advance(10);
    await reply;
    expect([retried.listeners(), retried.clock.pending()]).toEqual([0, 0]);
  });
  it("nothing after tools, however they end", async () => {
    const { chat, signal, listeners, clock } = spied([asks(["a", "clock", ""], ["b", "weather", "{"]), says("ok")]);
    await failure(chat.run(request, { signal, tools: [clockTool, weather] }).result());
    const fine = spied([asks(["a", "clock", ""], ["b", "nobody", "{}"]), says("ok")]);
    await fine.chat.run(request, { signal: fine.signal, tools: [{ ...clockTool, timeoutMs: 1000 }, weather] }).result();
    expect([listeners(), clock.pending(), fine.listeners(), fine.clock.pending()]).toEqual([0, 0, 0, 0]);
  });
  it("a reply that comes after all is closed, and so is one that is a redirect", async () => {
    const late = Promise.withResolvers<void>();
    const { chat, transport, controller, signal } = spied([{ before: () => late.promise, body: [said, silence] }]);
    const failing = failure(chat.create(request, { signal }));
    await settle();
    controller.abort();
    expect((await failing).code).toBe("aborted");
    late.resolve();
    await settle();
    expect(transport.bodies).toEqual([{ pulled: 0, isClosed: true }]);
    const moved = spied([{ status: 301, headers: { location: "/v2" }, body: [said, silence] }]);
    expect((await failure(moved.chat.create(request))).message).toContain("https://qwen.test/v2");
    expect(moved.transport.bodies[0]?.isClosed).toBe(true);
  });
  it("a body that goes on after [DONE] is closed within a second", async () => {
    const { chat, transport, clock } = spied([stream(hello, silence)]);
    await all(chat.stream(request));
    expect(transport.bodies[0]?.isClosed).toBe(false);
    await clock.advance(1000);
    expect([transport.bodies[0]?.isClosed, clock.pending()]).toEqual([true, 0]);
  });
  it("no rejection when a run is given up while its reader is slow", async () => {
    const { chat } = spied([asks(["a", "slow", ""], ["b", "slow", ""])]);
    const slow = { ...clockTool, name: "slow" as const, run: () => new Promise<never>(() => undefined) };
    const run = chat.run(request, { tools: [slow] });
    const events = run[Symbol.asyncIterator]();
    for (;;) {
      const step = await events.next();
      if (step.done !== true && step.value.type === "tool-start") break;
    }
    run.abort();
    await settle();
    expect(await failure(all({ [Symbol.asyncIterator]: () => events }))).toMatchObject({ code: "aborted" });
  });
  it("no rejection when nobody asks for the outcome", async () => {
    const { chat } = spied([stream(said)]);
    expect((await follow(chat.stream(request))).error?.code).toBe("stream_cut");
    expect((await follow(chat.run(request, { tools: [] }))).error?.code).toBe("stream_cut");
  });
});

describe("reading", () => {
  it("completion() after, at the end of, and instead of a loop is the same reply", async () => {
    const { chat, transport } = spied([stream(hello)]);
    const reply = chat.stream(request);
    const during = reply[Symbol.asyncIterator]();
    const asked = reply.completion();
    for (let step = await during.next(); step.done !== true; step = await during.next()) {
      if (step.value.type === "finish") expect(await reply.completion()).toBe(step.value.completion);
    }
    expect(await reply.completion()).toBe(await asked);
    expect(await chat.stream(request).completion()).toEqual(await asked);
    const chunks = await chat.create({ ...request, stream: true });
    expect(await chunks.completion()).toEqual(await asked);
    expect(await chunks.completion()).toEqual(await asked);
    expect(transport.requests).toHaveLength(3);
  });
  it("twice is a TypeError", async () => {
    const { chat } = spied([stream(hello)]);
    const reply = chat.stream(request);
    await all(reply);
    expect(() => reply.text()).toThrow(TypeError);
    expect(() => reply[Symbol.asyncIterator]()).toThrow(/read once/);
    const chunks = await chat.create({ ...request, stream: true });
    await all(chunks);
    await expect(all(chunks)).rejects.toThrow(TypeError);
    const run = chat.run(request, { tools: [] });
    await run.result();
    expect(() => run[Symbol.asyncIterator]()).toThrow(TypeError);
  });
  it("two pulls at once come in order", async () => {
    const { chat } = spied([stream(hello)]);
    const items = chat.stream(request).text()[Symbol.asyncIterator]();
    const steps = await Promise.all([items.next(), items.next(), items.next()]);
    expect(steps.map(({ value }) => value)).toEqual(["Hel", "lo", undefined]);
  });
});
