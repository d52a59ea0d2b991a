import { describe, expect, it } from "vitest";
import { defineTool } from "../src/tools/define-tool.ts";
import { toDecisions, toUIMessageResponse, toUIMessageStream } from "../src/ui-message-stream.ts";
import type { UIMessageChunk } from "../src/ui-message-stream.ts";
import { chatWith, request } from "./fixtures/client.ts";
import { settle } from "./fixtures/fake-clock.ts";
import { asks, citySchema, says, weather } from "./fixtures/tools.ts";
import { json, silence, stream } from "./fixtures/transport.ts";
import { call, chunk, done, errorBody, hello, sse, usageChunk } from "./fixtures/wire.ts";

const asking = asks(["c1", "weather", '{"city":"杭州"}']);
const chunksOf = async (bytes: ReadableStream<Uint8Array<ArrayBuffer>> | null): Promise<UIMessageChunk[]> => {
  const frames = (await new Response(bytes).text()).split("\n\n");
  expect(frames.splice(-2)).toEqual(["data: [DONE]", ""]);
  return frames.map((frame) => JSON.parse(frame.slice("data: ".length)) as UIMessageChunk);
};
const typesOf = async (bytes: ReadableStream<Uint8Array<ArrayBuffer>>) =>
  (await chunksOf(bytes)).map(({ type }) => type);

describe("toUIMessageStream", () => {
  it("tells thinking and text as parts of one step", async () => {
    const body = sse(
      chunk({ reasoning_content: "hm" }),
      chunk({ reasoning_content: "m" }),
      chunk({ content: "Hi" }),
      chunk({ content: "" }, "stop"),
      usageChunk,
      done,
    );
    const { chat } = chatWith([stream(body)]);
    const bytes = toUIMessageStream(chat.stream(request), {
      messageId: "m1",
      messageMetadata: ({ usage, finishReason }) => ({ tokens: usage?.total_tokens, finishReason }),
    });
    expect(await chunksOf(bytes)).toEqual([
      { type: "start", messageId: "m1" },
      { type: "start-step" },
      { type: "reasoning-start", id: "reasoning-0" },
      { type: "reasoning-delta", id: "reasoning-0", delta: "hm" },
      { type: "reasoning-delta", id: "reasoning-0", delta: "m" },
      { type: "reasoning-end", id: "reasoning-0" },
      { type: "text-start", id: "text-1" },
      { type: "text-delta", id: "text-1", delta: "Hi" },
      { type: "text-end", id: "text-1" },
      { type: "finish-step" },
      { type: "finish", finishReason: "stop", messageMetadata: { tokens: 15, finishReason: "stop" } },
    ]);
    const silent = toUIMessageStream(chatWith([stream(body)]).chat.stream(request), { reasoning: false });
    expect(await typesOf(silent)).not.toContain("reasoning-start");
  });

  it("tells a run step by step, with its tools, their progress and their results", async () => {
    const slow = defineTool({
      name: "weather",
      description: "The weather.",
      input: citySchema,
      async *run({ city }) {
        yield 0.5;
        return { city, sky: "rain" };
      },
    });
    const { chat } = chatWith([asking, says("Rain.")]);
    const told = await chunksOf(toUIMessageStream(chat.run(request, { tools: [slow] })));
    expect(told).toEqual([
      { type: "start" },
      { type: "start-step" },
      { type: "tool-input-start", toolCallId: "c1", toolName: "weather" },
      { type: "tool-input-delta", toolCallId: "c1", inputTextDelta: '{"city":"杭州"}' },
      { type: "tool-input-available", toolCallId: "c1", toolName: "weather", input: { city: "杭州" } },
      { type: "tool-output-available", toolCallId: "c1", output: 0.5, preliminary: true },
      { type: "tool-output-available", toolCallId: "c1", output: { city: "杭州", sky: "rain" } },
      { type: "finish-step" },
      { type: "start-step" },
      { type: "text-start", id: "text-0" },
      { type: "text-delta", id: "text-0", delta: "Rain." },
      { type: "text-end", id: "text-0" },
      { type: "finish-step" },
      { type: "finish", finishReason: "stop" },
    ]);
  });

  it("tells what a tool has thrown in a sentence of its own, unless asked", async () => {
    const broken = { ...weather, run: () => Promise.reject(new Error("ECONNREFUSED 10.0.0.7")) };
    const run = () => chatWith([asking, says("Sorry.")]).chat.run(request, { tools: [broken] });
    const plain = await chunksOf(toUIMessageStream(run()));
    expect(plain).toContainEqual({ type: "tool-output-error", toolCallId: "c1", errorText: "The tool failed." });
    expect(JSON.stringify(plain)).not.toContain("10.0.0.7");
    const own = await chunksOf(toUIMessageStream(run(), { errorText: ({ message }) => message }));
    expect(JSON.stringify(own)).toContain("10.0.0.7");
  });

  it("takes back the step of a reply that is asked for again", async () => {
    const cut = stream(
      sse(
        chunk({ content: "Let" }),
        chunk(call({ id: "c1", name: "weather", args: '{"ci' })),
        chunk({}, "length"),
        done,
      ),
    );
    const { chat } = chatWith([cut, says("Rain.")]);
    const types = await typesOf(toUIMessageStream(chat.run(request, { tools: [weather], onTruncated: "retry" })));
    expect(types.slice(types.indexOf("reset-step"))).toEqual([
      "reset-step",
      "text-start",
      "text-delta",
      "text-end",
      "finish-step",
      "finish",
    ]);
    expect(types).toContain("tool-input-error");
  });

  it("asks for a person's decision, and goes on with it in the same message", async () => {
    const remove = defineTool({
      name: "weather",
      description: "The weather.",
      input: citySchema,
      needsApproval: true,
      run: () => "done",
    });
    const { chat } = chatWith([asking, says("Fine.")]);
    const paused = chat.run(request, { tools: [remove] });
    const told = await chunksOf(toUIMessageStream(paused));
    expect(told).toContainEqual({ type: "tool-approval-request", toolCallId: "c1", approvalId: "c1" });
    expect(told.at(-1)).toEqual({ type: "finish", finishReason: "tool-calls" });
    for (const [approved, type] of [
      [true, "tool-output-available"],
      [false, "tool-output-denied"],
    ] as const) {
      const approval = { id: "c1", approved, reason: "so" };
      const parts = [{ type: "tool-weather", toolCallId: "c1", state: "approval-responded", approval }];
      const decisions = toDecisions([
        { role: "user", parts: [] },
        { role: "assistant", parts },
      ]);
      expect(decisions).toEqual({ c1: { approve: approved, reason: "so" } });
      const { chat: later } = chatWith([says("Fine.")]);
      const types = await typesOf(toUIMessageStream(later.resume(paused.state(), decisions, { tools: [remove] })));
      expect(types.slice(0, 3)).toEqual(["start", type, "start-step"]);
    }
    expect([toDecisions(null), toDecisions([]), toDecisions([{ role: "user", parts: [] }])]).toEqual([{}, {}, {}]);
  });

  it("tells one answer of several, and speech as it comes", async () => {
    const audio = chunk({ audio: { data: "AAA=", transcript: "hi" } });
    const body = sse(
      chunk({ content: "a" }),
      chunk({ content: "b" }, null, 1),
      audio,
      chunk({}, "stop"),
      chunk({}, "stop", 1),
      done,
    );
    const told = await chunksOf(toUIMessageStream(chatWith([stream(body)]).chat.stream({ ...request, n: 2 })));
    expect(told.filter(({ type }) => type === "text-delta")).toHaveLength(1);
    expect(told).toContainEqual({ type: "data-audio", data: { data: "AAA=", transcript: "hi" }, transient: true });
  });

  it("ends its open part and tells the failure in the table's words", async () => {
    const cut = stream(sse(chunk({ content: "Hel" })), sse(errorBody("limit_requests", "secret words")));
    expect(await chunksOf(toUIMessageStream(chatWith([cut]).chat.stream(request)))).toMatchObject([
      { type: "start" },
      { type: "start-step" },
      { type: "text-start" },
      { type: "text-delta" },
      { type: "text-end" },
      { type: "error", errorText: "More requests than the account may send." },
    ]);
    const refused = chatWith([json(errorBody("limit_requests"), 429)]).chat.stream(request);
    expect(await typesOf(toUIMessageStream(refused))).toEqual(["start", "error"]);
    const given = chatWith([stream(sse(chunk({ content: "Hel" })), silence)]).chat.stream(request);
    const reader = toUIMessageStream(given).getReader();
    await reader.read();
    const next = reader.read();
    given.abort();
    expect(new TextDecoder().decode((await next).value)).toContain('{"type":"abort"}');
  });
});

describe("toUIMessageResponse", () => {
  it("has the protocol's headers, and waits for the beginning of the reply", async () => {
    const response = await toUIMessageResponse(chatWith([stream(hello)]).chat.run(request, { tools: [] }));
    expect(response.status).toBe(200);
    expect(response.headers.get("x-vercel-ai-ui-message-stream")).toBe("v1");
    expect(response.headers.get("cache-control")).toBe("no-cache, no-transform");
    expect((await chunksOf(response.body)).at(-1)).toMatchObject({ type: "finish" });
    const limited = chatWith([json(errorBody("limit_requests"), 429, { "retry-after": "3" })]);
    for (const source of [limited.chat.stream(request), limited.chat.run(request, { tools: [] })]) {
      const refused = await toUIMessageResponse(source);
      expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "3"]);
      expect(await refused.text()).toBe("More requests than the account may send.");
    }
  });
  it("closes the connection when the page goes away", async () => {
    const { chat, transport } = chatWith([stream(sse(chunk({ content: "Hel" })), silence)]);
    const response = await toUIMessageResponse(chat.run(request, { tools: [] }));
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.read();
    void reader?.read();
    await settle();
    await reader?.cancel();
    expect(transport.bodies[0]?.isClosed).toBe(true);
  });
});
