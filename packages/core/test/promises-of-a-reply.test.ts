// Rows 1-3 and 9-16 of the promises in docs/architecture: what a reply is, on its bad days.
import { describe, expect, it } from "vitest";
import { all, chatWith, failure, follow, request } from "./fixtures/client.ts";
import { fakeClock, settle } from "./fixtures/fake-clock.ts";
import { json, silence, stream } from "./fixtures/transport.ts";
import type { Piece } from "./fixtures/transport.ts";
import {
  bytes,
  call,
  chunk,
  completion,
  cut,
  done,
  errorBody,
  head,
  hello,
  sse,
  usage,
  usageChunk,
} from "./fixtures/wire.ts";

const folded = async (...pieces: Piece[]) =>
  chatWith([stream(...pieces)])
    .chat.stream(request)
    .completion();
const callsOf = async (...pieces: Piece[]) => {
  const events = await all(chatWith([stream(...pieces)]).chat.stream(request));
  return events.flatMap((event) => (event.type === "tool-call" ? [event] : []));
};
const said = sse(chunk({ role: "assistant", content: "Hel" }));

describe("1: thinking then text", () => {
  const thought = sse(
    chunk({ role: "assistant", content: null, reasoning_content: "" }),
    chunk({ content: null, reasoning_content: "先想" }),
    chunk({ content: null, reasoning_content: "一想" }),
    chunk({ content: "晴", reasoning_content: null }),
    chunk({ content: "天" }),
    chunk({ content: "", reasoning_content: null }, "stop"),
    done,
  );
  it("reasoning_content is whole, in its own channel", async () => {
    const { message } = (await folded(thought)).choices[0] ?? {};
    expect(message).toEqual({ role: "assistant", content: "晴天", reasoning_content: "先想一想" });
    expect(
      await all(
        chatWith([stream(thought)])
          .chat.stream(request)
          .reasoning(),
      ),
    ).toEqual(["先想", "一想"]);
    expect(
      await all(
        chatWith([stream(thought)])
          .chat.stream(request)
          .text(),
      ),
    ).toEqual(["晴", "天"]);
  });
});

describe("2: later deltas with empty ids, names, arguments and roles", () => {
  it("one clean call", async () => {
    const calls = await callsOf(
      sse(
        chunk({ role: "assistant", ...call({ index: 0, id: "call_1", name: "weather", args: "" }) }),
        {
          ...head,
          choices: [{ index: 0, delta: { role: null, ...call({ index: 0, id: "", name: null, args: '{"a"' }) } }],
        },
        {
          ...head,
          choices: [{ index: 0, delta: { role: null, ...call({ index: 0, id: "", name: "", args: ": 1}" }) } }],
        },
        { ...head, choices: [{ index: 0, delta: call({ index: 0, id: "call_1", name: "", args: null }) }] },
        { ...head, choices: [{ index: 0, delta: { tool_calls: null } }] },
        chunk({}, "tool_calls"),
        done,
      ),
    );
    expect(calls).toEqual([
      { type: "tool-call", toolCallId: "call_1", name: "weather", arguments: '{"a": 1}', state: "complete", choice: 0 },
    ]);
  });
});

describe("3: ids and indexes gone wrong", () => {
  const end = [chunk({}, "tool_calls"), done];
  const brief = async (...chunks: object[]) =>
    (await callsOf(sse(...chunks, ...end))).map((one) => [one.toolCallId, one.name, one.arguments, one.state]);

  it("two ids on one index are separate calls", async () => {
    const calls = await brief(
      chunk(call({ index: 0, id: "a", name: "x", args: '{"n":1}' })),
      chunk(call({ index: 0, id: "b", name: "x", args: '{"n":' })),
      chunk(call({ index: 0, id: "", args: "2}" })),
    );
    expect(calls).toEqual([
      ["a", "x", '{"n":1}', "complete"],
      ["b", "x", '{"n":2}', "complete"],
    ]);
  });
  it("an index that starts at 1 and goes on at 0 is one call", async () => {
    const calls = await brief(
      chunk(call({ index: 1, id: "a", name: "x", args: '{"n":' })),
      chunk(call({ index: 0, id: "", args: "1}" })),
    );
    expect(calls).toEqual([["a", "x", '{"n":1}', "complete"]]);
  });
  it("ids empty throughout are made up", async () => {
    const calls = await brief(
      chunk(call({ index: 0, id: "", name: "x", args: "{}" })),
      chunk(call({ index: 1, name: "y", args: "{}" })),
    );
    expect(calls.map(([id]) => id)).toEqual(["call_chatcmpl-1_0", "call_chatcmpl-1_1"]);
  });
  it("arguments that are an object are accepted", async () => {
    const delta = { tool_calls: [{ index: 0, id: "a", function: { name: "x", arguments: { city: "杭州" } } }] };
    expect(await brief({ ...head, choices: [{ index: 0, delta }] })).toEqual([
      ["a", "x", '{"city":"杭州"}', "complete"],
    ]);
  });
  it("a plain reply's empty ids are the same in events and message", async () => {
    const message = {
      content: "",
      tool_calls: [{ id: "", type: "function", function: { name: "x", arguments: "{}" } }],
    };
    const { chat } = chatWith([json(completion(message, "tool_calls"))]);
    const { choices } = await chat.create(request);
    expect(choices[0]?.message.tool_calls?.[0]?.id).toBe("call_chatcmpl-1_0");
  });
  it("one id on two calls gives the second an id of its own", async () => {
    const calls = await brief(
      chunk(call({ index: 0, id: "a", name: "x", args: "{}" })),
      chunk(call({ index: 1, id: "a", name: "y", args: '{"n":' })),
      chunk(call({ index: 1, id: "a", args: "1}" })),
    );
    expect(calls).toEqual([
      ["a", "x", "{}", "complete"],
      ["call_chatcmpl-1_1", "y", '{"n":1}', "complete"],
    ]);
  });
});

describe("9: an error in any shape is one typed error", () => {
  const error = async (...pieces: Piece[]) => (await follow(chatWith([stream(...pieces)]).chat.stream(request))).error;

  it("data: {error} mid-stream, with the partial", async () => {
    const told = await error(said, sse(errorBody("data_inspection_failed")), silence);
    expect(told).toMatchObject({ code: "content_rejected", status: 200, requestId: "req-body" });
    expect(told?.partial?.choices[0]?.message.content).toBe("Hel");
  });
  it("takes the request id from the header where the error has none", async () => {
    expect(await error(said, sse({ error: { message: "x", code: "internal_error" } }))).toMatchObject({
      code: "internal_error",
      requestId: "req-header",
    });
  });
  it("event:error with :HTTP_STATUS/429", async () => {
    const frame =
      'id:1\nevent:error\n:HTTP_STATUS/429\ndata:{"request_id":"r","code":"Throttling.AllocationQuota","message":"m"}\n\n';
    expect(await error(frame)).toMatchObject({ code: "quota_throttled", status: 429, requestId: "r", partial: null });
  });
  it("finish_reason error_finish, whose text is no text", async () => {
    const told = await error(said, sse(chunk({ content: "Throttling: TPM(10680324/10000000)" }, "error_finish"), done));
    expect(told).toMatchObject({ code: "quota_throttled", status: 200 });
    expect(told?.partial?.choices[0]?.message.content).toBe("Hel");
    expect(await error(sse(chunk({ content: "boom" }, "error_finish")))).toMatchObject({ code: "internal_error" });
  });
  it("error_finish in a plain reply", async () => {
    const { chat } = chatWith([json(completion({ content: "Throttling: TPM" }, "error_finish"))]);
    expect(await failure(chat.create(request))).toMatchObject({ code: "quota_throttled" });
  });
  it("a 400 whose body is framed as an event stream", async () => {
    const body = sse({ ...errorBody("data_inspection_failed"), id: "chatcmpl-1" });
    const { chat } = chatWith([{ status: 400, headers: { "content-type": "application/json" }, body }]);
    expect(await failure(chat.create({ ...request, stream: true }))).toMatchObject({
      code: "content_rejected",
      status: 400,
      requestId: "req-body",
    });
  });
  it("200 with a JSON error, labelled as JSON or as an event stream", async () => {
    for (const type of ["application/json", "text/event-stream", "text/plain", undefined]) {
      const headers: Record<string, string> = type === undefined ? {} : { "content-type": type };
      const { chat } = chatWith([{ headers, body: JSON.stringify(errorBody("Arrearage")) }]);
      for (const asked of [true, false] as const) {
        const told = await failure(asked ? chat.stream(request).completion() : chat.create(request));
        expect(told).toMatchObject({ code: "arrears", status: 200, requestId: "req-body" });
      }
    }
  });
  it("200 with a page of HTML, 200 with another JSON, 204", async () => {
    const page = { headers: { "content-type": "text/html" }, body: "<html><body>Blocked</body></html>" };
    for (const answer of [page, { body: page.body }, json({ hello: 1 }), json([]), { status: 204, body: null }]) {
      const { chat } = chatWith([answer]);
      expect(await failure(chat.stream(request).completion())).toMatchObject({ code: "invalid_reply" });
      expect(await failure(chat.create(request))).toMatchObject({ code: "invalid_reply" });
    }
  });
  it("reads a stream whose label is wrong", async () => {
    for (const type of ["application/json", "text/plain", "application/octet-stream"]) {
      const { chat } = chatWith([{ headers: { "content-type": type }, body: cut(hello, 7) }]);
      expect((await chat.stream(request).completion()).choices[0]?.message.content).toBe("Hello");
    }
  });
});

describe("10: 429 insufficient_quota, then 200", () => {
  it("succeeds", async () => {
    const clock = fakeClock();
    const answers = [json(errorBody("insufficient_quota"), 429), stream(hello)];
    const { chat, transport } = chatWith(answers, { clock, retry: undefined });
    const reply = chat.stream(request).completion();
    await clock.advance(60_000);
    expect((await reply).choices[0]?.message.content).toBe("Hello");
    expect(transport.requests).toHaveLength(2);
  });
});

describe("11: silence after the first chunk", () => {
  it("idle timeout, typed, with the partial", async () => {
    const clock = fakeClock();
    const { chat, transport } = chatWith([stream(said, silence)], { clock });
    const following = follow(chat.stream(request));
    await clock.advance(239_999);
    expect(transport.bodies[0]?.isClosed).toBe(false);
    await clock.advance(1);
    const { items, error } = await following;
    expect(items).toEqual([{ type: "text-delta", delta: "Hel", choice: 0 }]);
    expect(error).toMatchObject({ code: "idle_timeout", requestId: "req-header" });
    expect(error?.partial?.choices[0]?.message.content).toBe("Hel");
    expect(transport.bodies[0]?.isClosed).toBe(true);
    expect(clock.pending()).toBe(0);
  });
});

describe("12: odd framing", () => {
  it("empty data, comments, CR, CRLF, BOM and any split are as if nothing odd", async () => {
    const plain = await all(chatWith([stream(hello)]).chat.stream(request));
    const odd = `\uFEFF: hi\n\ndata:\n\n${hello.replaceAll("\n\n", "\n\n: keep-alive\n\n\ndata: \n\n")}`;
    for (const newline of ["\n", "\r\n", "\r"]) {
      for (const size of [1, 2, 3, 5, 64, 100_000]) {
        const pieces = cut(odd.replaceAll("\n", newline), size);
        expect(await all(chatWith([stream(...pieces)]).chat.stream(request))).toEqual(plain);
      }
    }
  });
  it("a missing [DONE] after the finish reasons changes nothing", async () => {
    expect((await folded(hello.replace("data: [DONE]\n\n", ""))).usage).toEqual(usage);
    const noUsage = await folded(sse(chunk({ content: "Hello" }), chunk({}, "stop")).trimEnd());
    expect([noUsage.choices[0]?.message.content, noUsage.usage]).toEqual(["Hello", null]);
  });
  it("a connection that breaks or falls silent after the finish reasons changes nothing but the usage", async () => {
    const clock = fakeClock();
    const whole = sse(chunk({ content: "Hello" }), chunk({}, "stop"));
    expect((await folded(whole, new Error("reset"))).choices[0]?.finish_reason).toBe("stop");
    const reply = chatWith([stream(whole, silence)], { clock })
      .chat.stream(request)
      .completion();
    await clock.advance(240_000);
    expect((await reply).choices[0]?.message.content).toBe("Hello");
  });
  it("a relay's events of other kinds are passed over", async () => {
    expect((await folded("event: ping\ndata: {}\n\n", hello)).choices[0]?.message.content).toBe("Hello");
  });
});

describe("13: usage chunks, choices null, delta null", () => {
  it("no crash", async () => {
    const reply = await folded(
      sse({ ...head, choices: null }, chunk(null), chunk({ content: "Hello" }), chunk(null, "stop"), usageChunk, done),
    );
    expect([reply.choices[0]?.message.content, reply.usage]).toEqual(["Hello", usage]);
  });
});

describe("14: n: 2 streamed", () => {
  const two = [chunk({ content: "A" }, null, 0), chunk({ content: "B" }, null, 1), chunk({ content: "b" }, null, 1)];
  it("two clean messages", async () => {
    const reply = await folded(sse(...two, chunk({ content: "a" }), chunk({}, "stop", 1), chunk({}, "stop", 0), done));
    expect(reply.choices.map(({ index, message }) => [index, message.content])).toEqual([
      [0, "Aa"],
      [1, "Bb"],
    ]);
  });
  it("text() is the first one's", async () => {
    const { chat } = chatWith([stream(sse(...two, chunk({}, "stop", 1), chunk({}, "stop", 0), done))]);
    expect(await all(chat.stream({ ...request, n: 2 }).text())).toEqual(["A"]);
  });
  it("a cut before the second choice has begun is a cut", async () => {
    const { chat } = chatWith([stream(sse(chunk({ content: "A" }), chunk({}, "stop")))]);
    expect(await failure(chat.stream({ ...request, n: 2 }).completion())).toMatchObject({ code: "stream_cut" });
  });
  it("calls without ids get different ids in different choices", async () => {
    const piece = call({ index: 0, name: "x", args: "{}" });
    const calls = await callsOf(
      sse(chunk(piece), chunk(piece, null, 1), chunk({}, "tool_calls"), chunk({}, "tool_calls", 1), done),
    );
    expect(new Set(calls.map(({ toolCallId }) => toolCallId)).size).toBe(2);
  });
});

describe("15: seed: 18446744073709551615n", () => {
  it("is exact on the wire", async () => {
    const { chat, transport } = chatWith([json(completion())]);
    await chat.create({ ...request, seed: 18446744073709551615n });
    expect(transport.requests[0]?.body).toContain('"seed":18446744073709551615');
  });
});

describe("16: a consumer that stops, or reads slowly", () => {
  const pieces = Array.from({ length: 100 }, (_, at) => sse(chunk({ content: `${at}` })));

  it("stopping after 3 chunks closes the body", async () => {
    const { chat, transport } = chatWith([stream(...pieces)]);
    const chunks = await chat.create({ ...request, stream: true });
    let seen = 0;
    for await (const _ of chunks) if ((seen += 1) === 3) break;
    await settle();
    expect(transport.bodies[0]).toEqual({ pulled: 3, isClosed: true });
    expect(transport.signals[0]?.aborted).toBe(true);
  });
  it("stopping at the first chunk closes the body too", async () => {
    const { chat, transport } = chatWith([stream(pieces[0] + (pieces[1] ?? ""), ...pieces)]);
    for await (const _ of chat.stream(request)) break;
    await settle();
    expect(transport.bodies[0]).toEqual({ pulled: 1, isClosed: true });
  });
  it("nothing is asked of the body while the reader idles", async () => {
    const { chat, transport } = chatWith([stream(...pieces)]);
    const events = chat.stream(request)[Symbol.asyncIterator]();
    await settle();
    expect(transport.requests).toHaveLength(0);
    for (let at = 0; at < 3; at += 1) await events.next();
    await settle();
    expect(transport.bodies[0]?.pulled).toBe(3);
  });
  it("an event that is larger than allowed ends it after the good ones", async () => {
    const body = bytes(`${pieces.slice(0, 2).join("")}data: ${"x".repeat(5000)}`);
    const { chat } = chatWith([stream(body, "x")], { limits: { maxEventBytes: 2000 } });
    const { items, error } = await follow(chat.stream(request).text());
    expect([items, error?.code]).toEqual([["0", "1"], "event_too_large"]);
  });
});
