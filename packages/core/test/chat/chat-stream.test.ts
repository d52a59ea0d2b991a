// The ways to read a stream beside a loop over its events.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSseDecoder } from "../../src/stream/create-sse-decoder.ts";
import { all, chatWith, failure, follow, request } from "../fixtures/client.ts";
import { settle } from "../fixtures/fake-clock.ts";
import { json, silence, stream } from "../fixtures/transport.ts";
import { bytes, chunk, completion, done, errorBody, hello, sse } from "../fixtures/wire.ts";

const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
beforeEach(() => process.on("unhandledRejection", onUnhandled));
afterEach(async () => {
  await settle();
  process.off("unhandledRejection", onUnhandled);
  expect(unhandled.splice(0)).toEqual([]);
});

const said = sse(chunk({ role: "assistant", content: "Hel" }));
const broken = sse(chunk({ content: "Hel" }), errorBody("limit_requests", "slow down"));

describe("response", () => {
  it("tells status, request id and headers once the reply says something", async () => {
    const { chat } = chatWith([stream(said, silence)]);
    const reply = chat.stream(request);
    const reading = reply[Symbol.asyncIterator]();
    await reading.next();
    const { status, requestId, headers } = await reply.response;
    expect([status, requestId, headers.get("Content-Type")]).toEqual([
      200,
      "req-header",
      "text/event-stream;charset=UTF-8",
    ]);
    reply.abort();
    expect(await failure(reading.next())).toMatchObject({ code: "aborted" });
    expect(await reply.response).toMatchObject({ status: 200 });
  });
  it("is the reply's that was read, after another was tried", async () => {
    const { chat } = chatWith([json(errorBody("x"), 500), json(completion(), 200, { "x-request-id": "second" })], {
      retry: () => ({ waitMs: 0 }),
    });
    const reply = chat.stream(request);
    await reply.completion();
    expect(await reply.response).toMatchObject({ requestId: "second" });
  });
  it("fails as the loop does, and nobody has to listen", async () => {
    const { chat, transport } = chatWith([json(errorBody("invalid_api_key"), 401)]);
    const reply = chat.stream(request);
    expect(await follow(reply)).toMatchObject({ error: { code: "invalid_api_key" } });
    expect(await failure(reply.response)).toMatchObject({ code: "invalid_api_key", status: 401 });
    const unread = chat.stream(request);
    await settle();
    expect(transport.requests).toHaveLength(1);
    await unread[Symbol.asyncDispose]();
    expect(await failure(unread.response)).toMatchObject({ code: "aborted" });
    const left = chat.stream(request);
    await left.chunks()[Symbol.asyncIterator]().return?.();
    expect(await failure(left.response)).toMatchObject({ code: "aborted" });
  });
});

describe("tee", () => {
  const many = sse(...Array.from({ length: 50 }, (_, at) => chunk({ content: `${at} ` })), chunk({}, "stop"), done);

  it("gives every branch all events, at its own pace, and the stream its completion", async () => {
    const { chat } = chatWith([stream(hello)]);
    const reply = chat.stream(request);
    const [slow, fast] = reply.tee();
    const fastEvents = await all(fast);
    expect(fastEvents.map(({ type }) => type)).toEqual(["text-delta", "text-delta", "usage", "finish"]);
    expect(await all(slow)).toEqual(fastEvents);
    expect((await reply.completion()).choices[0]?.message.content).toBe("Hello");
    expect(() => reply.tee()).toThrow(TypeError);
  });
  it("lets the faster one wait at most so many events ahead", async () => {
    const { chat } = chatWith([stream(many)]);
    const [slow, fast] = chat.stream(request).tee(2, { maxApart: 10 });
    let seen = 0;
    const racing = (async () => {
      for await (const _ of fast) seen += 1;
    })();
    await settle();
    expect(seen).toBe(10);
    await slow.next();
    await settle();
    expect(seen).toBe(11);
    expect(await all(slow)).toHaveLength(50);
    await racing;
    expect(seen).toBe(51);
  });
  it("goes on without a branch that leaves, and closes with the last", async () => {
    const { chat, transport } = chatWith([stream(said, said, silence)]);
    const [first, second, third] = chat.stream(request).tee(3, { maxApart: 1 });
    await first?.next();
    await second?.return(undefined);
    await third?.next();
    expect(await first?.next()).toMatchObject({ value: { type: "text-delta" } });
    await first?.[Symbol.asyncDispose]();
    expect(await first?.next()).toEqual({ done: true, value: undefined });
    expect(transport.bodies[0]?.isClosed).toBe(false);
    await third?.next();
    const waiting = third?.next();
    await third?.return(undefined);
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect([transport.bodies[0]?.isClosed, transport.signals[0]?.aborted]).toEqual([true, true]);
  });
  it("tells every branch of a failure, behind what came before it", async () => {
    const { chat } = chatWith([stream(broken)]);
    for (const branch of chat.stream(request).tee(3)) {
      const { items, error } = await follow(branch);
      expect(items).toHaveLength(1);
      expect(error).toMatchObject({ partial: { choices: [{ message: { content: "Hel" } }] } });
      expect(await branch.next()).toEqual({ done: true, value: undefined });
    }
  });
  it("refuses counts that are none", () => {
    const { chat } = chatWith([stream(hello)]);
    expect(() => chat.stream(request).tee(0)).toThrow(/1 or more/);
    expect(() => chat.stream(request).tee(2, { maxApart: 0 })).toThrow(/maxApart/);
  });
});

describe("toReadableStream", () => {
  const text = (bodyStream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> =>
    new Response(bodyStream).text();

  it("sse is the wire again: another client reads the same reply from it", async () => {
    const reply = chatWith([stream(hello)]).chat.stream(request);
    const written = await text(reply.toReadableStream("sse"));
    expect(written.endsWith("data: [DONE]\n\n")).toBe(true);
    const again = await chatWith([stream(written)])
      .chat.stream(request)
      .completion();
    expect(again).toEqual(await reply.completion());
  });
  it("sse tells a failure as an error, and has no end mark", async () => {
    const reply = chatWith([stream(broken)]).chat.stream(request);
    const written = await text(reply.toReadableStream("sse"));
    const events = createSseDecoder({ maxEventBytes: 1e6 }).push(bytes(written));
    expect(JSON.parse(events.at(-1)?.data ?? "")).toMatchObject({
      error: { code: "rate_limited", message: expect.any(String), param: null },
      request_id: "req-body",
    });
    expect(written).not.toContain("slow down");
    expect(await failure(reply.completion())).toMatchObject({ message: expect.stringContaining("slow down") });
    const other = chatWith([stream(written)]).chat.stream(request);
    expect(await follow(other)).toMatchObject({ items: [{ delta: "Hel" }], error: { isChatError: true } });
  });
  it("ndjson is one event a line, a failure too", async () => {
    const lines = async (body: string): Promise<string[]> => {
      const reply = chatWith([stream(body)]).chat.stream(request);
      const written = (await text(reply.toReadableStream("ndjson"))).trimEnd().split("\n");
      return written.map((one) => (JSON.parse(one) as { type: string }).type);
    };
    expect(await lines(hello)).toEqual(["text-delta", "text-delta", "usage", "finish"]);
    expect(await lines(broken)).toEqual(["text-delta", "error"]);
  });
  it("text is the answer, and breaks where it broke", async () => {
    expect(
      await text(
        chatWith([stream(hello)])
          .chat.stream(request)
          .toReadableStream("text"),
      ),
    ).toBe("Hello");
    const reply = chatWith([stream(broken)])
      .chat.stream(request)
      .toReadableStream("text");
    const reader = reply.getReader();
    expect(await reader.read()).toMatchObject({ done: false });
    expect(await failure(reader.read())).toMatchObject({ code: "rate_limited" });
  });
  it("is pulled: nothing is sent before it is read, one piece at a time after", async () => {
    const { chat, transport } = chatWith([stream(said, said, said, silence)]);
    const reader = chat.stream(request).toReadableStream("text").getReader();
    await settle();
    expect(transport.requests).toHaveLength(0);
    await reader.read();
    await settle();
    expect(transport.bodies[0]?.pulled).toBe(1);
    await reader.cancel();
    expect(transport.bodies[0]?.isClosed).toBe(true);
  });
  it("cancelling closes the connection, also while a piece is waited for", async () => {
    const { chat, transport } = chatWith([stream(said, silence)]);
    const reply = chat.stream(request);
    const reader = reply.toReadableStream("sse").getReader();
    await reader.read();
    const waiting = reader.read();
    await settle();
    await reader.cancel("gone");
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect([transport.bodies[0]?.isClosed, transport.signals[0]?.aborted]).toEqual([true, true]);
    expect(await failure(reply.completion())).toMatchObject({ code: "aborted" });
  });
});
