import { describe, expect, it } from "vitest";
import { createLimiter } from "../../src/limiter.ts";
import { backoff } from "../../src/request/retry.ts";
import { all, chatWith, failure, follow, request } from "../fixtures/client.ts";
import { fakeClock, settle } from "../fixtures/fake-clock.ts";
import { asks, says, weather } from "../fixtures/tools.ts";
import { json, silence, stream } from "../fixtures/transport.ts";
import { chunk, errorBody, hello, sse } from "../fixtures/wire.ts";

const said = sse(chunk({ content: "Hel" }));

describe("a client with a limiter", () => {
  it("holds back calls of every kind until others have ended", async () => {
    const limiter = createLimiter({ maxConcurrent: 1 });
    const { chat, transport } = chatWith([stream(said, silence), stream(hello)], { limiter });
    const first = chat.stream(request);
    const events = first[Symbol.asyncIterator]();
    await events.next();
    const others = [
      all(chat.stream(request)),
      chat.create(request),
      chat.create({ ...request, stream: true }).then(all),
      chat.run(request, { tools: [] }).result(),
    ];
    await settle();
    expect([transport.requests.length, limiter.running(), limiter.waiting()]).toEqual([1, 1, 4]);
    await events.return?.();
    await Promise.all(others);
    expect([transport.requests.length, limiter.running(), limiter.waiting()]).toEqual([5, 0, 0]);
  });

  it("gives its place back however a reply ends", async () => {
    const limiter = createLimiter({ maxConcurrent: 1 });
    const cut = stream(said);
    const { chat } = chatWith(
      [json(errorBody("x"), 500), cut, stream(said, silence), stream(said, silence), stream(hello)],
      { limiter },
    );
    await failure(chat.create(request));
    expect((await follow(chat.stream(request))).error?.code).toBe("stream_cut");
    for await (const _ of chat.stream(request)) break;
    const given = chat.stream(request);
    const reading = follow(given);
    await settle();
    given.abort();
    expect((await reading).error?.code).toBe("aborted");
    expect(await chat.create(request)).toMatchObject({ choices: [{ message: { content: "Hello" } }] });
    expect(limiter.running()).toBe(0);
  });

  it("lets a call that waits be given up, by its signal and by its time", async () => {
    const clock = fakeClock();
    const limiter = createLimiter({ maxConcurrent: 1 });
    const { chat, transport } = chatWith([stream(said, silence)], { limiter, clock });
    const first = chat.stream(request);
    await first[Symbol.asyncIterator]().next();
    const late = failure(chat.create(request, { timeouts: { totalMs: 50, headersMs: 10 } }));
    const giver = new AbortController();
    const given = failure(chat.create(request, { signal: giver.signal }));
    await settle();
    giver.abort();
    expect((await given).code).toBe("aborted");
    await clock.advance(50);
    expect((await late).code).toBe("total_timeout");
    expect([transport.requests.length, limiter.waiting()]).toEqual([1, 0]);
    first.abort();
  });

  it("holds no place between attempts, nor while tools run, so that they may ask, too", async () => {
    const limiter = createLimiter({ maxConcurrent: 1 });
    const { chat } = chatWith([asks(["c1", "weather", '{"city":"杭州"}']), says("inner"), says("outer")], { limiter });
    const asking = { ...weather, run: async () => (await chat.create(request)).choices[0]?.message.content ?? "" };
    const { text, messages } = await chat.run(request, { tools: [asking] }).result();
    expect(text).toBe("outer");
    expect(messages.at(-2)).toMatchObject({ role: "tool", content: "inner" });
  });

  it("slows all calls down when one is refused", async () => {
    const clock = fakeClock(0);
    const limiter = createLimiter();
    const refused = json(errorBody("limit_requests"), 429, { "retry-after": "4" });
    const { chat, transport } = chatWith([refused, stream(hello)], { limiter, clock, retry: backoff() });
    const first = chat.create(request);
    await settle();
    const second = chat.create(request);
    await clock.advance(3999);
    expect(transport.requests).toHaveLength(1);
    await clock.advance(1);
    await Promise.all([first, second]);
    expect(transport.requests).toHaveLength(3);
  });

  it("needs far fewer requests where a server allows only so many at once", async () => {
    const tried = async (limiter: ReturnType<typeof createLimiter> | false): Promise<number> => {
      const clock = fakeClock();
      let open = 0;
      let sent = 0;
      const answer = chatWith([stream(hello)]);
      const { chat } = chatWith([], {
        limiter,
        clock,
        retry: backoff({ retries: 20 }),
        async transport(asked, signal) {
          sent += 1;
          if (open >= 2) return chatWith([json(errorBody("limit_requests"), 429)]).transport(asked, signal);
          open += 1;
          await new Promise<void>((resolve) => void clock.after(1000, resolve));
          open -= 1;
          return answer.transport(asked, signal);
        },
      });
      const calls = Promise.all(Array.from({ length: 20 }, () => chat.create(request)));
      await clock.advance(600_000);
      await calls;
      return sent;
    };
    const bare = await tried(false);
    const held = await tried(createLimiter());
    expect(await tried(createLimiter({ maxConcurrent: 2 }))).toBe(20);
    expect(held - 20).toBeLessThan((bare - 20) / 2);
  });
});
