import { describe, expect, it } from "vitest";
import { ChatError, createClient, isChatError, modelStudio } from "../src/index.ts";
import { all, chatWith, failure, request } from "./fixtures/client.ts";
import { fakeClock } from "./fixtures/fake-clock.ts";
import { json, silence, stream, testTransport } from "./fixtures/transport.ts";
import { chunk, completion, cut, done, errorBody, hello, sse, usage } from "./fixtures/wire.ts";

describe("createClient", () => {
  it("refuses what is no address or no transport, at once, and says what is right", () => {
    const transport = testTransport();
    expect(() => createClient({ baseURL: "qwen.test", apiKey: "", transport })).toThrow(
      /baseURL must be an http or https URL/,
    );
    expect(() => createClient({ baseURL: "https://qwen.test", apiKey: "", transport: undefined as never })).toThrow(
      /fetchTransport/,
    );
  });
  it("takes the address as people paste it", async () => {
    for (const baseURL of ["https://qwen.test/v1", "https://qwen.test/v1/", "https://qwen.test/v1/chat/completions"]) {
      const { chat, transport } = chatWith([json(completion())], { baseURL });
      await chat.create(request);
      expect(transport.requests[0]?.url).toBe("https://qwen.test/v1/chat/completions");
    }
    expect(
      createClient({ ...modelStudio({ region: "beijing" }), apiKey: "", transport: testTransport() }),
    ).toBeDefined();
  });
  it("lets a call's options win over its own, field by field, where they are given", async () => {
    const clock = fakeClock();
    const timeouts = { idleMs: 100, firstEventMs: 50 };
    const { chat } = chatWith([stream(sse(chunk({ content: "x" })), silence)], { clock, timeouts });
    const failing = failure(
      chat.stream(request, { timeouts: { firstEventMs: 10, idleMs: undefined }, retry: undefined }).completion(),
    );
    await clock.advance(100);
    expect(await failing).toMatchObject({ code: "idle_timeout" });
  });
});

describe("create", () => {
  it("sends the request as it is, and gives the reply as it came, with its request id", async () => {
    const { chat, transport } = chatWith([json(completion(), 200, { "x-request-id": "r-9" })]);
    const reply = await chat.create({ ...request, temperature: 0.5, extra_body: { brand_new: [1] } });
    expect(transport.sent()[0]).toEqual({ ...request, temperature: 0.5, brand_new: [1] });
    expect(transport.requests[0]?.headers["accept"]).toBe("application/json");
    expect(reply).toEqual({ ...completion(), request_id: "r-9" });
  });
  it("folds a stream that nobody asked for", async () => {
    const { chat } = chatWith([stream(hello)]);
    expect(await chat.create(request)).toMatchObject({ object: "chat.completion", usage, request_id: "req-header" });
  });
  it("reads a plain reply whose finish reason a relay left out", async () => {
    const { choices } = completion() as { choices: object[] };
    const { chat } = chatWith([
      json({ ...completion(), choices: choices.map((one) => ({ ...one, finish_reason: null })) }),
    ]);
    expect((await chat.create(request)).choices[0]?.finish_reason).toBeNull();
    expect((await all(chat.stream(request))).map(({ type }) => type)).toEqual(["text-delta", "usage", "finish"]);
  });
  it("reads a whole reply that calls itself a stream, however long", async () => {
    const long = "很".repeat(100_000);
    const pretty = JSON.stringify(completion({ content: long }), null, 2);
    const pieces = [...cut(pretty, 50_000)];
    for (const body of [[pretty], pieces]) {
      const { chat } = chatWith([stream(...body)]);
      expect(await chat.create({ ...request, n: 2 })).toMatchObject({
        choices: [{ message: { content: long } }],
        usage,
      });
      const chunks = await all(await chat.create({ ...request, stream: true }));
      expect(chunks.at(-1)).toMatchObject({ object: "chat.completion.chunk", usage });
    }
  });
  it("tells an error that calls itself a stream, known or not", async () => {
    for (const [code, told] of [
      ["limit_requests", "rate_limited"],
      ["brand_new", "service_error"],
    ] as const) {
      const { chat } = chatWith([stream(JSON.stringify(errorBody(code, "some words")))]);
      expect(await failure(chat.create(request))).toMatchObject({
        code: told,
        requestId: "req-body",
        message: expect.stringContaining("some words"),
      });
    }
  });
  it("refuses a reply without a choice, and takes error: null for none", async () => {
    const { chat } = chatWith([json({ ...completion(), choices: [] })]);
    expect(await failure(chat.create(request))).toMatchObject({ code: "invalid_reply" });
    const nulls = sse({ ...chunk({ content: "x" }, "stop"), error: null }, done);
    expect((await chatWith([stream(nulls)]).chat.create(request)).choices[0]?.message.content).toBe("x");
  });
  it("stream: true gives the wire's chunks, and adds nothing to the request", async () => {
    const { chat, transport } = chatWith([stream(hello)]);
    const chunks = await all(await chat.create({ ...request, stream: true }));
    expect(chunks.map(({ choices }) => choices[0]?.delta.content)).toEqual(["", "Hel", "lo", "", undefined]);
    expect(transport.sent()[0]).toEqual({ ...request, stream: true });
    expect(transport.requests[0]?.headers["accept"]).toBe("text/event-stream");
  });
  it("stream: true fails at once for a refused request", async () => {
    const { chat } = chatWith([json(errorBody("invalid_api_key"), 401)]);
    expect(await failure(chat.create({ ...request, stream: true }))).toMatchObject({
      code: "invalid_api_key",
      status: 401,
    });
  });
  it("stream: true of a reply that came whole gives chunks too", async () => {
    const { chat } = chatWith([json(completion())]);
    const chunks = await all(await chat.create({ ...request, stream: true }));
    expect(chunks.at(-1)).toMatchObject({ object: "chat.completion.chunk", usage });
  });
});

describe("stream", () => {
  it("asks for usage unless the caller has decided", async () => {
    const { chat, transport } = chatWith([stream(hello)]);
    await chat.stream(request).completion();
    await chat.stream({ ...request, stream_options: { include_usage: false } }).completion();
    expect(transport.sent().map(({ stream_options }) => stream_options?.include_usage)).toEqual([true, false]);
  });
  it("keeps what it does not know, and joins what comes in pieces", async () => {
    const delta = (fields: object) => chunk({ ...fields });
    const reply = await chatWith([
      stream(
        sse(
          delta({ audio: { id: "au", data: "AB", transcript: "你" }, brand_new: "a" }),
          delta({ audio: { data: "CD", transcript: "好" }, brand_new: "b", other: { n: 1 } }),
          {
            ...chunk({}, "stop"),
            choices: [
              {
                index: 0,
                delta: {},
                finish_reason: "stop",
                logprobs: { content: [{ token: "x", logprob: -1 }], refusal: [{ token: "no", logprob: -2 }] },
              },
            ],
          },
          done,
        ),
      ),
    ])
      .chat.stream(request)
      .completion();
    expect(reply.choices[0]).toMatchObject({
      message: { audio: { id: "au", data: "ABCD", transcript: "你好" }, brand_new: "ab", other: { n: 1 } },
      logprobs: { content: [{ token: "x" }], refusal: [{ token: "no" }] },
    });
  });
  it("tells speech as it comes", async () => {
    const spoken = [{ id: "au" }, { data: "AB", transcript: "你" }, { data: "CD" }, { transcript: "好" }];
    const { chat } = chatWith([stream(sse(...spoken.map((audio) => chunk({ audio })), chunk({}, "stop"), done))]);
    expect((await all(chat.stream(request))).slice(0, -1)).toEqual([
      { type: "audio-delta", data: "AB", transcript: "你", choice: 0 },
      { type: "audio-delta", data: "CD", transcript: "", choice: 0 },
      { type: "audio-delta", data: "", transcript: "好", choice: 0 },
    ]);
  });
  it("takes the id and model from the first chunk that has them", async () => {
    const bare = sse({ choices: [{ index: 0, delta: { content: "a" } }] }, chunk({}, "stop"), done);
    expect(
      await chatWith([stream(bare)])
        .chat.stream(request)
        .completion(),
    ).toMatchObject({ id: "chatcmpl-1", model: "qwen-plus" });
  });
});

describe("models.list", () => {
  const list = { object: "list", data: [{ id: "qwen-plus", object: "model" }] };
  it("tells what the key sees", async () => {
    const { client, transport } = chatWith([json(list)]);
    expect(await client.models.list()).toEqual(list);
    expect(transport.requests[0]).toMatchObject({ method: "GET", url: "https://qwen.test/v1/models" });
    expect(transport.requests[0]).not.toHaveProperty("body");
  });
  it("fails with the same errors", async () => {
    const code = async (answer: Parameters<typeof testTransport>[0]) =>
      (await failure(chatWith([answer]).client.models.list())).code;
    expect(await code(json(errorBody("invalid_api_key"), 401))).toBe("invalid_api_key");
    expect(await code(json(errorBody("Arrearage")))).toBe("arrears");
    expect(await code(json({ data: 1 }))).toBe("invalid_reply");
    expect(await code({ headers: {}, body: ["{", new Error("reset")] })).toBe("connection_failed");
    expect(await code({ failure: new Error("x") })).toBe("connection_failed");
  });
});

describe("ChatError", () => {
  it("is known across copies, and nothing else is", () => {
    const error = new ChatError("rate_limited", { status: 429 });
    expect([
      isChatError(error),
      isChatError(JSON.parse(JSON.stringify(error))),
      isChatError(new Error("x")),
      isChatError(null),
    ]).toEqual([true, true, false, false]);
    expect(error).toMatchObject({ retryable: true, partial: null, run: null, requestId: null, name: "ChatError" });
    expect(error.message).toBe(`More requests than the account may send. ${error.remedy}`);
  });
});
