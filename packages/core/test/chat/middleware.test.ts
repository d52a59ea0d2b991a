import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { ChatEvent } from "../../src/events.ts";
import type { Middleware } from "../../src/chat/middleware.ts";
import { observer } from "../../src/observe.ts";
import { defineTool } from "../../src/tools/define-tool.ts";
import { all, chatWith, failure, request } from "../fixtures/client.ts";
import { asks, says } from "../fixtures/tools.ts";
import { silence, stream } from "../fixtures/transport.ts";
import type { Answer } from "../fixtures/transport.ts";
import { chunk, completion, sse } from "../fixtures/wire.ts";

const through = (answers: Answer[], ...middleware: Middleware[]) => chatWith(answers, { middleware });
const textOf = (events: readonly ChatEvent[]): string =>
  events.map((event) => (event.type === "text-delta" ? event.delta : "")).join("");

/** Writes every text in capitals, also in the reply. */
const shout: Middleware = async function* (asked, _context, next) {
  for await (const event of next(asked)) {
    if (event.type === "text-delta") yield { ...event, delta: event.delta.toUpperCase() };
    else if (event.type !== "finish") yield event;
    else {
      const [choice] = event.completion.choices;
      const message = {
        ...choice?.message,
        role: "assistant" as const,
        content: choice?.message.content?.toUpperCase() ?? "",
      };
      yield {
        ...event,
        completion: { ...event.completion, choices: [{ index: 0, finish_reason: "stop", ...choice, message }] },
      };
    }
  }
};

describe("middleware", () => {
  it("stands around the events of every way to ask", async () => {
    expect(textOf(await all(through([says("hi")], shout).chat.stream(request)))).toBe("HI");
    expect(
      await all(
        through([says("hi")], shout)
          .chat.stream(request)
          .text(),
      ),
    ).toEqual(["HI"]);
    expect((await through([says("hi")], shout).chat.create(request)).choices[0]?.message.content).toBe("HI");
    expect(
      (
        await through([says("hi")], shout)
          .chat.run(request, { tools: [] })
          .result()
      ).text,
    ).toBe("HI");
    const output = z.object({ A: z.string() });
    const parsed = await through([says('{"a":"b"}')], shout)
      .chat.parse(request, { output })
      .result();
    expect(parsed.output).toEqual({ A: "B" });
  });

  it("changes the request, the first one outermost", async () => {
    const order: string[] = [];
    const adds = (word: string): Middleware =>
      async function* (asked, _context, next) {
        order.push(word);
        yield* next({ ...asked, stop: `${String(asked.stop ?? "")}${word}` });
      };
    const { chat, transport } = through([says("hi")], adds("a"), adds("b"));
    await chat.create(request);
    expect(order).toEqual(["a", "b"]);
    expect(transport.sent()[0]?.stop).toBe("ab");
  });

  it("may answer by itself, and ask again", async () => {
    const own: Middleware = async function* () {
      const reply = { ...completion({ content: "own" }), object: "chat.completion" } as never;
      yield { type: "text-delta", delta: "own", choice: 0 };
      yield { type: "finish", finishReason: "stop", completion: reply };
    };
    const alone = through([], own);
    expect(textOf(await all(alone.chat.stream(request)))).toBe("own");
    expect(alone.transport.requests).toHaveLength(0);
    const twice: Middleware = async function* (asked, _context, next) {
      for await (const _ of next(asked));
      yield* next(asked);
    };
    const again = through([says("first"), says("second")], twice);
    expect(textOf(await all(again.chat.stream(request)))).toBe("second");
    expect(again.transport.bodies.every(({ isClosed }) => isClosed)).toBe(true);
  });

  it("sees every step of a run, whose tools still run", async () => {
    let steps = 0;
    const counts: Middleware = async function* (asked, _context, next) {
      steps += 1;
      yield* next(asked);
    };
    const clock = defineTool({ name: "clock", description: "", run: () => "noon" });
    const { chat } = through([asks(["a", "clock", "{}"]), says("hi")], counts);
    expect((await chat.run(request, { tools: [clock], recoverToolCalls: true }).result()).messages).toHaveLength(4);
    expect(steps).toBe(2);
  });

  it("fails the call where it throws, and never ends it without a finish", async () => {
    const throws: Middleware = () => {
      throw new Error("mine");
    };
    expect(await failure(through([says("hi")], throws).chat.create(request))).toMatchObject({
      code: "hook_failed",
      cause: { message: "mine" },
    });
    const swallows: Middleware = async function* (asked, _context, next) {
      for await (const event of next(asked)) if (event.type !== "finish") yield event;
    };
    expect(await failure(all(through([says("hi")], swallows).chat.stream(request)))).toMatchObject({
      code: "hook_failed",
    });
    const passes: Middleware = (asked, _context, next) => next(asked);
    const cut = stream(sse(chunk({ content: "a" })));
    expect(await failure(all(through([cut], passes).chat.stream(request)))).toMatchObject({
      code: "stream_cut",
      partial: { choices: [{}] },
    });
  });

  it("closes the connection when the loop is left, given up, or the middleware hangs", async () => {
    const passes: Middleware = (asked, _context, next) => next(asked);
    const left = through([stream(sse(chunk({ content: "a" })), silence)], passes);
    for await (const _ of left.chat.stream(request)) break;
    expect(left.transport.bodies[0]?.isClosed).toBe(true);
    let told: AbortSignal | null = null;
    const hangs: Middleware = async function* (_asked, { signal }) {
      told = signal;
      await new Promise(() => undefined);
      yield* [];
    };
    const hung = through([], hangs).chat.stream(request);
    const ended = failure(hung.completion());
    await new Promise((resolve) => setTimeout(resolve, 5));
    hung.abort("enough");
    expect(await ended).toMatchObject({ code: "aborted", cause: "enough" });
    expect(told).toMatchObject({ aborted: true });
  });

  it("is left at once while it waits for something of its own, and is ended when that has come", async () => {
    const gate = Promise.withResolvers<void>();
    const told: string[] = [];
    const slow: Middleware = async function* (asked, _context, next) {
      try {
        for await (const event of next(asked)) {
          yield event;
          await gate.promise;
        }
      } finally {
        told.push("ended");
      }
    };
    const left = through([says("hi")], slow)
      .chat.stream(request)
      [Symbol.asyncIterator]();
    await left.next();
    const waiting = left.next();
    await left.return?.();
    await expect(waiting).resolves.toMatchObject({ done: true });

    const stream = through([says("hi")], slow).chat.stream(request);
    const loop = stream[Symbol.asyncIterator]();
    await loop.next();
    const given = failure(loop.next());
    stream.abort();
    expect((await given).code).toBe("aborted");
    expect(told).toEqual([]);
    gate.resolve();
    await expect.poll(() => told).toEqual(["ended", "ended"]);
  });

  it("refuses chunks, which would pass it by", async () => {
    const { chat } = through([says("hi")], shout);
    await expect(chat.create({ ...request, stream: true })).rejects.toThrow(TypeError);
    expect(() => chat.stream(request).chunks()).toThrow(/pass through no middleware/);
  });

  it("is seen by an observer as one call", async () => {
    const types: string[] = [];
    const { chat } = chatWith([says("hi")], { middleware: [shout], observe: observer(({ type }) => types.push(type)) });
    await chat.create(request);
    expect(types).toEqual(["start", "request", "response", "end"]);
  });
});
