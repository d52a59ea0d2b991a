import type { ChatRequest } from "@qwire/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ChatError } from "../../src/chat-error.ts";
import type { LimitedEnd } from "../../src/chat/limiter.ts";
import { createLimiter } from "../../src/limiter.ts";
import type { CallLimiter, LimiterOptions } from "../../src/limiter.ts";
import { estimateTokens } from "../../src/limiter/estimate-tokens.ts";
import { fakeClock, settle } from "../fixtures/fake-clock.ts";
import type { FakeClock } from "../fixtures/fake-clock.ts";

const never = new AbortController().signal;
const requestOf = (model = "qwen-plus", max_tokens = 100): ChatRequest => ({ model, messages: [], max_tokens });
const good: LimitedEnd = { usage: null, error: null };
const limited = (details = {}): LimitedEnd => ({ usage: null, error: new ChatError("rate_limited", details) });
const costs = (total_tokens: number): LimitedEnd => ({
  usage: { prompt_tokens: 0, completion_tokens: total_tokens, total_tokens },
  error: null,
});

/** Requests that wait, and when each was let in. */
function queueAt(options: LimiterOptions, clock: FakeClock = fakeClock()) {
  const limiter: CallLimiter = createLimiter(options);
  const entered: Array<{ at: number; request: ChatRequest; leave: (end: LimitedEnd) => void }> = [];
  const enter = async (request = requestOf(), signal: AbortSignal = never) => {
    const leave = await limiter.enter(request, { clock, signal });
    entered.push({ at: clock.now(), request, leave });
    return leave;
  };
  const ask = async (count: number, request?: ChatRequest): Promise<void> => {
    for (let at = 0; at < count; at += 1) void enter(request);
    await settle();
  };
  return { limiter, clock, entered, enter, ask, times: () => entered.map(({ at }) => at) };
}

describe("createLimiter", () => {
  it("lets in no more at once than allowed, in turn", async () => {
    const { limiter, entered, ask } = queueAt({ maxConcurrent: 2 });
    await ask(2, requestOf("a"));
    await ask(3, requestOf("b"));
    expect([limiter.running(), limiter.waiting()]).toEqual([2, 3]);
    entered[0]?.leave(good);
    // Telling it twice frees no second place.
    entered[0]?.leave(good);
    await settle();
    expect(entered.map(({ request }) => request.model)).toEqual(["a", "a", "b"]);
    for (let at = 1; at < 5; at += 1) {
      entered[at]?.leave(good);
      await settle();
    }
    expect([limiter.running(), limiter.waiting()]).toEqual([0, 0]);
  });

  it("spreads the requests of a minute, each model by itself", async () => {
    const { clock, ask, times, entered } = queueAt({ requestsPerMinute: 120 });
    await ask(4, requestOf("a"));
    await ask(1, requestOf("b"));
    await clock.advance(10_000);
    expect(times()).toEqual([0, 0, 0, 500, 1000]);
    expect(entered[2]?.request.model).toBe("b");
    expect(clock.pending()).toBe(0);
  });

  it("counts tokens as it is told, and mends its guess when the service has counted", async () => {
    const { clock, entered, ask, times } = queueAt({ tokensPerMinute: 60_000, countTokens: () => 4900 });
    // 1,000 a second, 10,000 at once: two of 5,000, and the third when as many have come again.
    await ask(3);
    expect(times()).toEqual([0, 0]);
    entered[0]?.leave(costs(8000));
    await clock.advance(7999);
    expect(times()).toEqual([0, 0]);
    await clock.advance(1);
    expect(times()).toEqual([0, 0, 8000]);
  });

  it("lets in what is larger than it holds, and makes the next one wait for it", async () => {
    const { clock, ask, times } = queueAt({ tokensPerMinute: 60_000, countTokens: () => 29_900 });
    await ask(2);
    expect(times()).toEqual([0]);
    await clock.advance(60_000);
    expect(times()).toEqual([0, 30_000]);
  });

  it("counts a reply that has no bound as the replies before it", async () => {
    const { entered, ask } = queueAt({ tokensPerMinute: 60_000, countTokens: () => 0 });
    const unbounded: ChatRequest = { model: "qwen-plus", messages: [] };
    for (let at = 0; at < 100; at += 1) {
      await ask(1, unbounded);
      entered[at]?.leave(costs(10));
    }
    // By now some 10 each: 500 each would not all be let in.
    const before = entered.length;
    await ask(50, unbounded);
    expect(entered.length - before).toBe(50);
  });

  it("pauses after a 429 as long as the server asks, and then lets in half as many", async () => {
    const { clock, entered, ask, times, limiter } = queueAt({});
    await ask(8);
    for (const { leave } of entered.slice()) leave(limited({ retryAfterMs: 5000 }));
    await ask(8);
    expect(limiter.running()).toBe(0);
    await clock.advance(4999);
    expect(limiter.running()).toBe(0);
    await clock.advance(1);
    // Eight refusals of one moment halve it once.
    expect(limiter.running()).toBe(4);
    expect(times().slice(8)).toEqual([5000, 5000, 5000, 5000]);
  });

  it("allows one more for every round that went well", async () => {
    const { clock, entered, ask, limiter } = queueAt({});
    await ask(2);
    entered[0]?.leave(limited());
    entered[1]?.leave(good);
    await ask(50);
    await clock.advance(1000);
    const seen = [limiter.running()];
    for (let round = 0; round < 3; round += 1) {
      for (const { leave } of entered.slice()) leave(good);
      await settle();
      seen.push(limiter.running());
    }
    expect(seen).toEqual([2, 2, 3, 4]);
  });

  it("pauses the model that was refused, and no other; another failure pauses nobody", async () => {
    const { entered, ask } = queueAt({});
    await ask(1, requestOf("a"));
    await ask(1, requestOf("b"));
    entered[0]?.leave(limited());
    entered[1]?.leave({ usage: null, error: new ChatError("internal_error") });
    await ask(1, requestOf("a"));
    await ask(1, requestOf("b"));
    expect(entered.map(({ request }) => request.model)).toEqual(["a", "b", "b"]);
  });

  it("lets go who gives up, and the next one in its place", async () => {
    const { limiter, entered, enter, ask, clock } = queueAt({ maxConcurrent: 1 });
    await ask(1);
    const giver = new AbortController();
    const waiting = enter(requestOf(), giver.signal);
    await ask(1);
    giver.abort(new ChatError("aborted"));
    await expect(waiting).rejects.toMatchObject({ code: "aborted" });
    await expect(enter(requestOf(), giver.signal)).rejects.toMatchObject({ code: "aborted" });
    expect(limiter.waiting()).toBe(1);
    entered[0]?.leave(good);
    await settle();
    expect([limiter.running(), limiter.waiting(), clock.pending()]).toEqual([1, 0, 0]);
  });

  it("refuses limits that are none, and tells a count that throws", async () => {
    expect(() => createLimiter({ maxConcurrent: 0 })).toThrow("maxConcurrent");
    // The emulator's own limits are called so.
    expect(() => createLimiter(JSON.parse('{"rpm": 3}'))).toThrow("createLimiter has no rpm: it takes maxConcurrent");
    expect(() => createLimiter({ maxConcurrent: 0.5 })).toThrow("maxConcurrent");
    expect(() => createLimiter({ tokensPerMinute: Number.NaN })).toThrow("tokensPerMinute");
    const countTokens = (): number => {
      throw new Error("no");
    };
    const { enter } = queueAt({ tokensPerMinute: 1, countTokens });
    await expect(enter()).rejects.toMatchObject({ code: "hook_failed" });
  });

  it("never lets in more than allowed, and everybody in the end", async () => {
    const call = fc.record({
      model: fc.constantFrom("a", "b"),
      tokens: fc.nat(3000),
      lasts: fc.nat(5000),
      refused: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(call, { maxLength: 20 }),
        fc.record({
          maxConcurrent: fc.integer({ min: 1, max: 5 }),
          requestsPerMinute: fc.constantFrom(30, 600),
          tokensPerMinute: fc.constantFrom(6000, 600_000),
        }),
        async (calls, options) => {
          const clock = fakeClock();
          const costOf = new Map<ChatRequest, (typeof calls)[number]>();
          const { limiter, entered, enter } = queueAt(
            { ...options, countTokens: (one) => costOf.get(one)?.tokens ?? 0 },
            clock,
          );
          let most = 0;
          for (const one of calls) {
            const request = requestOf(one.model, 0);
            costOf.set(request, one);
            void enter(request).then((leave) => {
              most = Math.max(most, limiter.running());
              clock.after(one.lasts, () => leave(one.refused ? limited() : good));
            });
          }
          await clock.advance(3_600_000);
          expect(entered).toHaveLength(calls.length);
          expect(most).toBeLessThanOrEqual(options.maxConcurrent);
          expect([limiter.running(), limiter.waiting(), clock.pending()]).toEqual([0, 0, 0]);
          const { requestsPerMinute } = options;
          for (const model of ["a", "b"]) {
            const times = entered.filter(({ request }) => request.model === model).map(({ at }) => at);
            expect(mostBeyond(times, requestsPerMinute)).toBeLessThanOrEqual(Math.max(1, requestsPerMinute / 60));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** How many more entered in any span of time than the rate gives for it. */
function mostBeyond(times: readonly number[], perMinute: number): number {
  const beyond = times.flatMap((end, last) =>
    times.slice(0, last + 1).map((begin, first) => last - first + 1 - ((end - begin) * perMinute) / 60_000),
  );
  return Math.max(0, ...beyond.map((one) => one - 1e-6));
}

describe("estimateTokens", () => {
  it("counts texts, calls and tools, and no pictures", () => {
    const picture = { type: "image_url" as const, image_url: { url: `data:image/png;base64,${"A".repeat(9000)}` } };
    const messages: ChatRequest["messages"] = [
      { role: "user", content: "abcdefgh" },
      { role: "user", content: [{ type: "text", text: "杭州天气" }, picture] },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "c", type: "function", function: { name: "abcd", arguments: "1234" } }],
      },
    ];
    expect(estimateTokens({ model: "m", messages })).toBe(15 + 2 + 4 + 2);
    const tools = [{ type: "function" as const, function: { name: "x", parameters: {} } }];
    expect(estimateTokens({ model: "m", messages: [], tools })).toBe(Math.ceil(JSON.stringify(tools).length / 4));
  });
});
