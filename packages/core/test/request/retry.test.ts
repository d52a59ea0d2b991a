import { describe, expect, it } from "vitest";
import { ChatError, isChatError } from "../../src/chat-error.ts";
import { fallback } from "../../src/request/fallback.ts";
import { backoff } from "../../src/request/retry.ts";
import type { RetryPolicy } from "../../src/request/retry.ts";
import { chatWith, failure, follow, request } from "../fixtures/client.ts";
import { fakeClock, settle } from "../fixtures/fake-clock.ts";
import { json, stream } from "../fixtures/transport.ts";
import type { Answer } from "../fixtures/transport.ts";
import { chunk, completion, errorBody, hello, sse } from "../fixtures/wire.ts";

const retrying = (answers: Answer[], retry?: RetryPolicy) => {
  const clock = fakeClock();
  return { ...chatWith(answers, { clock, retry }), clock };
};
const invalid = (message: string) => json({ error: { message, code: "invalid_parameter_error" } }, 400);
const attempt = (error: ChatError, at = 1, random = 0.5) => ({ error, attempt: at, request, elapsedMs: 0, random });

describe("backoff", () => {
  const policy = backoff();
  it("waits longer each time, with full jitter, up to a minute", () => {
    const waits = [1, 2, 3, 4].map((at) => policy(attempt(new ChatError("internal_error"), at, 1)));
    expect(waits).toEqual([{ waitMs: 1000 }, { waitMs: 2000 }, { waitMs: 4000 }, { waitMs: 8000 }]);
    expect(policy(attempt(new ChatError("internal_error"), 1, 0))).toEqual({ waitMs: 0 });
    expect(backoff({ retries: 20 })(attempt(new ChatError("internal_error"), 15, 1))).toEqual({ waitMs: 60_000 });
  });
  it("waits at least what the row or the server asks", () => {
    expect(policy(attempt(new ChatError("quota_throttled"), 1, 0))).toEqual({ waitMs: 2000 });
    expect(policy(attempt(new ChatError("rate_limited", { retryAfterMs: 7000 }), 1, 0))).toEqual({ waitMs: 7000 });
  });
  it("gives up after its retries, and where the server asks for more than a minute", () => {
    expect(policy(attempt(new ChatError("internal_error"), 5))).toBeNull();
    expect(policy(attempt(new ChatError("rate_limited", { retryAfterMs: 61_000 })))).toBeNull();
  });
  it("lets pass what will not change", () => {
    for (const code of ["arrears", "billing_suspended", "free_tier_exhausted", "content_rejected"] as const) {
      expect(policy(attempt(new ChatError(code)))).toBeNull();
    }
  });
});

describe("retrying", () => {
  it("does not try Arrearage, BillOverdue and the free quota again, although the last two say 429", async () => {
    for (const answer of [
      json(errorBody("Arrearage"), 400),
      json(errorBody("PostpaidBillOverdue"), 429),
      json(errorBody("insufficient_quota", "Free allocated quota exceeded."), 429),
    ]) {
      const { chat, transport } = retrying([answer, stream(hello)]);
      expect((await failure(chat.create(request))).retryable).toBe(false);
      expect(transport.requests).toHaveLength(1);
    }
  });
  it("obeys Retry-After, in seconds", async () => {
    const { chat, transport, clock } = retrying([
      json(errorBody("limit_requests"), 429, { "retry-after": "20" }),
      json(completion()),
    ]);
    const reply = chat.create(request);
    await clock.advance(19_999);
    expect(transport.requests).toHaveLength(1);
    await clock.advance(1000);
    await reply;
    expect(transport.requests).toHaveLength(2);
  });
  it.for<[what: string, after: string, date: string | undefined, ms: number | null]>([
    ["seconds", "20", undefined, 20_000],
    ["a fraction", "0.5", undefined, 500],
    ["a date, by the server's own clock", "Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:07 GMT", 30_000],
    ["a date that is over", "Sun, 06 Nov 1994 08:49:07 GMT", "Sun, 06 Nov 1994 08:49:37 GMT", 0],
    ["a date without the server's own", "Sun, 06 Nov 1994 08:49:37 GMT", undefined, null],
    ["a negative number", "-5", undefined, null],
    ["words", "soon", "Sun, 06 Nov 1994 08:49:07 GMT", null],
    ["nothing", " ", undefined, null],
  ])("reads Retry-After as %s", async ([, after, date, ms]) => {
    const headers = { "retry-after": after, ...(date === undefined ? {} : { date }) };
    const { chat } = chatWith([json(errorBody("limit_requests"), 429, headers)]);
    expect((await failure(chat.create(request))).retryAfterMs).toBe(ms);
  });
  it("tries again after a 200 whose first event is an error, as long as nothing was said", async () => {
    const role = sse(chunk({ role: "assistant", content: "" }));
    const { chat, clock } = retrying([stream(role, sse(errorBody("internal_error"))), stream(hello)]);
    const following = follow(chat.stream(request));
    await clock.advance(60_000);
    const { items, error } = await following;
    expect(error).toBeNull();
    expect(items.filter(({ type }) => type === "text-delta")).toHaveLength(2);
  });
  it("tries a refused connection and a first event that does not come again", async () => {
    const { chat, clock, transport } = retrying([
      { failure: new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ECONNREFUSED" }) }) },
      { before: () => new Promise(() => undefined) },
      stream(() => new Promise(() => undefined)),
      stream(hello),
    ]);
    const reply = chat.stream(request).completion();
    await clock.advance(1_000_000);
    expect((await reply).choices[0]?.message.content).toBe("Hello");
    expect(transport.requests).toHaveLength(4);
    expect(transport.signals.slice(0, 3).every(({ aborted }) => aborted)).toBe(true);
    expect(transport.signals[3]?.aborted).toBe(false);
  });
  it.for([
    { content: "Hel" },
    { reasoning_content: "hm" },
    { tool_calls: [{ index: 0, id: "a", function: { name: "x", arguments: "" } }] },
    { audio: { data: "AB" } },
  ])("tries nothing again after delivery: %o", async (delta) => {
    const { chat, transport } = retrying([stream(sse(chunk(delta)), sse(errorBody("internal_error")))]);
    const { error } = await follow(chat.stream(request).chunks());
    expect([error?.code, error?.retryable]).toEqual(["internal_error", true]);
    expect(transport.requests).toHaveLength(1);
  });
  it("gives the last error when the policy has had enough", async () => {
    const { chat, clock, transport } = retrying([json(errorBody("internal_error"), 500)]);
    const failing = failure(chat.create(request));
    await clock.advance(600_000);
    expect(await failing).toMatchObject({ code: "internal_error", status: 500 });
    expect(transport.requests).toHaveLength(5);
  });
  it("lets the policy change the request", async () => {
    const retry: RetryPolicy = ({ request: sent }) => ({ waitMs: 0, request: { ...sent, model: "qwen-max" } });
    const { chat, transport } = retrying([json(errorBody("internal_error"), 500), json(completion())], retry);
    await chat.create(request);
    expect(transport.sent().map(({ model }) => model)).toEqual(["qwen-plus", "qwen-max"]);
  });
  it("stops waiting when the caller aborts", async () => {
    const { chat, clock } = retrying([json(errorBody("limit_requests"), 429)]);
    const caller = new AbortController();
    const failing = failure(chat.create(request, { signal: caller.signal }));
    await settle();
    expect(clock.pending()).toBe(1);
    caller.abort();
    expect((await failing).code).toBe("aborted");
    expect(clock.pending()).toBe(0);
  });
  it("false never tries again, and undefined means the client's own", async () => {
    const { chat, transport } = chatWith([json(errorBody("internal_error"), 500)], { retry: false });
    await failure(chat.create(request, { retry: undefined }));
    expect(transport.requests).toHaveLength(1);
  });
});

describe("one-shot changes", () => {
  it("streams underneath for a model that only streams, with its usage", async () => {
    const { chat, transport } = retrying([
      invalid("This model only support stream mode, please enable"),
      stream(hello),
    ]);
    const reply = await chat.create(request);
    expect(reply).toMatchObject({ object: "chat.completion", choices: [{ message: { content: "Hello" } }] });
    expect(reply.usage?.total_tokens).toBe(15);
    expect(transport.sent()[1]).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });
  it("are tried once, and only where they change something", async () => {
    const refusal = invalid("The value of the enable_thinking parameter is restricted to True.");
    const { chat, transport } = retrying([refusal]);
    await failure(chat.create({ ...request, enable_thinking: false }));
    expect(transport.sent().map((one) => "enable_thinking" in one)).toEqual([true, false]);
    const already = retrying([invalid("This model only support stream mode")]);
    await failure(already.chat.stream(request).completion());
    expect(already.transport.requests).toHaveLength(1);
  });
  it("lowers a forced tool choice", async () => {
    const refusal = invalid(
      "The tool_choice parameter does not support being set to required or object in thinking mode",
    );
    const { chat, transport } = retrying([refusal, json(completion())]);
    await chat.create({ ...request, tool_choice: "required" });
    expect(transport.sent().map(({ tool_choice }) => tool_choice)).toEqual(["required", "auto"]);
  });

  it("are remembered per model: what it refuses is asked once", async () => {
    const streamOnly = invalid("This model only support stream mode, please enable");
    const { chat, transport } = retrying([streamOnly, stream(hello), stream(hello), json(completion())]);
    await chat.create(request);
    const again = await chat.create(request);
    expect(again.usage?.total_tokens).toBe(15);
    await chat.create({ ...request, model: "qwen-max" });
    expect(transport.sent().map((one) => [one.model, one.stream === true])).toEqual([
      ["qwen-plus", false],
      ["qwen-plus", true],
      ["qwen-plus", true],
      ["qwen-max", false],
    ]);
  });
  it("are remembered only for what was refused", async () => {
    const refusal = invalid(
      "The tool_choice parameter does not support being set to required or object in thinking mode",
    );
    const { chat, transport } = retrying([refusal, json(completion())]);
    await chat.create({ ...request, enable_thinking: true, tool_choice: "required" });
    await chat.create({ ...request, enable_thinking: false, tool_choice: "required" });
    await chat.create({ ...request, enable_thinking: true });
    await chat.create({ ...request, enable_thinking: true, tool_choice: "required" });
    expect(transport.sent().map(({ tool_choice }) => tool_choice)).toEqual([
      "required",
      "auto",
      "required",
      undefined,
      "auto",
    ]);
  });
  it("are not remembered when they did not help", async () => {
    const refusal = invalid("The value of the enable_thinking parameter is restricted to True.");
    const { chat, transport } = retrying([refusal]);
    await failure(chat.create({ ...request, enable_thinking: false }));
    await failure(chat.create({ ...request, enable_thinking: false }));
    expect(transport.sent().map((one) => "enable_thinking" in one)).toEqual([true, false, true, false]);
  });
});

describe("fallback", () => {
  const models = async (answers: Answer[], list: string[], then?: RetryPolicy) => {
    const { chat, clock, transport } = retrying(answers, fallback(list, then));
    const replying = chat.create(request).then(
      () => "reply",
      (error: unknown) => (isChatError(error) ? error.code : error),
    );
    await clock.advance(600_000);
    return [await replying, transport.sent().map(({ model }) => model)];
  };
  it("asks the next model at once, also before the first token of a stream", async () => {
    const throttled = json(errorBody("limit_requests"), 429);
    const late = stream(sse(chunk({ role: "assistant", content: "" })), sse(errorBody("internal_error")));
    expect(await models([throttled, late, json(completion())], ["qwen-max", "qwen-turbo"])).toEqual([
      "reply",
      ["qwen-plus", "qwen-max", "qwen-turbo"],
    ]);
  });
  it("goes on after the request's own model where that is in the list", async () => {
    const gone = json(errorBody("model_not_found"), 404);
    expect(await models([gone, json(completion())], ["qwen-max", "qwen-plus", "qwen-turbo"])).toEqual([
      "reply",
      ["qwen-plus", "qwen-turbo"],
    ]);
  });
  it("waits and asks the last one again", async () => {
    const down = json(errorBody("internal_error"), 500);
    const [outcome, asked] = await models([down], ["qwen-plus", "qwen-turbo"], backoff({ retries: 2 }));
    expect(outcome).toBe("internal_error");
    expect(asked).toEqual(["qwen-plus", "qwen-turbo", "qwen-turbo", "qwen-turbo"]);
  });
  it("does not help against a bill, a key or moderation", async () => {
    for (const code of ["Arrearage", "invalid_api_key", "data_inspection_failed"]) {
      expect((await models([json(errorBody(code), 400)], ["qwen-turbo"]))[1]).toEqual(["qwen-plus"]);
    }
  });
});
