import { describe, expect, it } from "vitest";
import type { Timeouts } from "../../src/request/call-control.ts";
import { chatWith, failure, follow, request } from "../fixtures/client.ts";
import { fakeClock, settle } from "../fixtures/fake-clock.ts";
import { asks, says } from "../fixtures/tools.ts";
import { json, silence, stream } from "../fixtures/transport.ts";
import type { Answer, Piece } from "../fixtures/transport.ts";
import { chunk, completion, errorBody, hello, sse } from "../fixtures/wire.ts";
import { defineTool } from "../../src/tools/define-tool.ts";

const said = sse(chunk({ content: "Hel" }));
const clock = fakeClock();
const timed = (timeouts: Timeouts, ...answers: Answer[]) => chatWith(answers, { clock, timeouts });
/** The error, and how long it took to come. */
const after = async (reply: Promise<unknown>) => {
  const begun = clock.now();
  let at = Number.NaN;
  const failing = failure(reply.finally(() => (at = clock.now() - begun)));
  for (let step = 0; step < 2000 && Number.isNaN(at); step += 1) await clock.advance(1);
  const { code, retryable } = await failing;
  expect(clock.pending()).toBe(0);
  return { code, at, retryable };
};
const pauses = (ms: number) => () => new Promise<void>((resolve) => void clock.after(ms, resolve));

describe("each timeout, and what counts for it", () => {
  it("headers", async () => {
    const { chat, transport } = timed({ headersMs: 100 }, { before: () => new Promise(() => undefined) });
    expect(await after(chat.create(request))).toMatchObject({ code: "headers_timeout", at: 100, retryable: true });
    expect(transport.signals[0]?.aborted).toBe(true);
  });
  it("first event: from the headers, comments and half events do not count", async () => {
    const pieces: Piece[] = [": hi\n\n", pauses(60), ": hi\n\ndata:\n\n", pauses(30), said.slice(0, 20), silence];
    const { chat } = timed({ firstEventMs: 100, idleMs: 10 }, stream(...pieces));
    expect(await after(chat.stream(request).completion())).toMatchObject({ code: "first_event_timeout", at: 100 });
  });
  it("first event: the body of a plain reply", async () => {
    const { chat } = timed({ firstEventMs: 100 }, { ...json(completion()), body: ["{", silence] });
    expect(await after(chat.create(request))).toMatchObject({ code: "first_event_timeout", at: 100 });
  });
  it("idle: comments do not count as life", async () => {
    const pieces: Piece[] = [said, pauses(60), ": keep-alive\n\n", pauses(30), ": keep-alive\n\n", silence];
    const { chat } = timed({ idleMs: 100 }, stream(...pieces));
    expect(await after(chat.stream(request).completion())).toMatchObject({
      code: "idle_timeout",
      at: 100,
      retryable: true,
    });
  });
  it("commentsAsProgress: comments and half events count, before the first event and after it", async () => {
    const timeouts = { idleMs: 100, firstEventMs: 100, commentsAsProgress: true };
    const beat: Piece[] = [pauses(60), ": keep-alive\n\n"];
    const { chat } = timed(timeouts, stream(...beat, ...beat, pauses(60), said, ...beat, ...beat, silence));
    expect(await after(chat.stream(request).completion())).toMatchObject({ code: "idle_timeout", at: 400 });
    const silent = timed(timeouts, stream(...beat, ...beat, silence));
    expect(await after(silent.chat.create(request))).toMatchObject({ code: "first_event_timeout", at: 220 });
  });
  it("idle: an event starts it anew", async () => {
    const { chat } = timed({ idleMs: 100 }, stream(said, pauses(90), said, pauses(90), said, silence));
    expect(await after(chat.stream(request).completion())).toMatchObject({ code: "idle_timeout", at: 280 });
  });
  it("idle: a slow consumer does not count", async () => {
    const { chat } = timed({ idleMs: 100 }, stream(said, pauses(50), said, pauses(50), hello));
    const slow = async () => {
      let text = "";
      for await (const piece of chat.stream(request).text()) {
        text += piece;
        await pauses(1000)();
      }
      return text;
    };
    const reading = slow();
    await clock.advance(100_000);
    expect(await reading).toBe("HelHelHello");
  });
  it("total: retries and tools included", async () => {
    const failing = json(errorBody("internal_error"), 500);
    const { chat } = timed({ totalMs: 100 }, failing);
    expect(await after(chat.create(request, { retry: () => ({ waitMs: 30 }) }))).toMatchObject({
      code: "total_timeout",
      at: 100,
    });
    const tool = defineTool({ name: "x", description: "", run: () => new Promise(() => undefined) });
    const run = timed({ totalMs: 100 }, asks(["a", "x", ""]), says("ok")).chat.run(request, { tools: [tool] });
    expect(await after(run.result())).toMatchObject({ code: "total_timeout", at: 100 });
  });
  it("total: a call that is never read has no clock", async () => {
    const { chat } = timed({ totalMs: 100 }, stream(hello));
    const reply = chat.stream(request);
    await clock.advance(1000);
    expect(clock.pending()).toBe(0);
    expect((await reply.completion()).choices[0]?.message.content).toBe("Hello");
  });
  it("total: keeps the partial", async () => {
    const { chat } = timed({ totalMs: 100 }, stream(said, silence));
    const following = follow(chat.stream(request));
    await clock.advance(100);
    expect((await following).error?.partial?.choices[0]?.message.content).toBe("Hel");
  });
  it("an error's body that never ends leaves the status to tell", async () => {
    const { chat } = timed({}, { status: 503, headers: {}, body: ["{", silence] });
    expect((await inTime(failure(chat.create(request)))).code).toBe("service_overloaded");
  });
  it("total: also inside an error's body, whose status then does not tell", async () => {
    const { chat } = timed({ totalMs: 100 }, { status: 503, headers: {}, body: ["{", silence] });
    expect(await after(chat.create(request))).toMatchObject({ code: "total_timeout", at: 100 });
  });
  it("Infinity waits for ever", async () => {
    const endless = { headersMs: Infinity, firstEventMs: Infinity, idleMs: Infinity };
    const { chat } = timed(endless, stream(pauses(1e9), said, pauses(1e9), hello));
    const reply = chat.stream(request).completion();
    await clock.advance(3e9);
    expect((await reply).choices[0]?.message.content).toBe("HelHello");
  });
});

async function inTime<T>(promise: Promise<T>): Promise<T> {
  await clock.advance(10_000);
  await settle();
  return promise;
}
