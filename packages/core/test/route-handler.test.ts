import { describe, expect, it } from "vitest";
import * as z from "zod";
import { toReadableStream, toResponse } from "../src/route-handler.ts";
import { chatWith, failure, request } from "./fixtures/client.ts";
import { settle } from "./fixtures/fake-clock.ts";
import { asks, says, weather } from "./fixtures/tools.ts";
import { json, silence, stream } from "./fixtures/transport.ts";
import type { Answer } from "./fixtures/transport.ts";
import { chunk, errorBody, hello, sse } from "./fixtures/wire.ts";

const said = sse(chunk({ content: "Hel" }));
const asking = asks(["c1", "weather", '{"city":"杭州"}']);
const lines = async (response: Response): Promise<unknown[]> =>
  (await response.text())
    .trimEnd()
    .split("\n")
    .map((one) => JSON.parse(one) as unknown);

describe("toResponse", () => {
  it("writes a reply in each format, with its headers", async () => {
    const response = (format: "sse" | "ndjson" | "text") =>
      toResponse(chatWith([stream(hello)]).chat.stream(request), { format, headers: { "x-own": "1" } });
    const sseResponse = await response("sse");
    expect(sseResponse.status).toBe(200);
    expect(sseResponse.headers.get("content-type")).toBe("text/event-stream");
    expect(sseResponse.headers.get("x-accel-buffering")).toBe("no");
    expect(sseResponse.headers.get("cache-control")).toBe("no-cache, no-transform");
    expect(sseResponse.headers.get("x-own")).toBe("1");
    const text = await sseResponse.text();
    expect(text).toMatch(/^data: \{"id":"chatcmpl-1"/);
    expect(text).toMatch(/data: \[DONE\]\n\n$/);
    const told = await lines(await response("ndjson"));
    expect(told).toMatchObject([{ delta: "Hel" }, { delta: "lo" }, { type: "usage" }, { type: "finish" }]);
    expect(await (await response("text")).text()).toBe("Hello");
  });

  it.for<[answer: Answer, status: number, code: string, wait: string | null]>([
    [json(errorBody("limit_requests"), 429, { "retry-after": "7" }), 429, "rate_limited", "7"],
    [json(errorBody("insufficient_quota"), 429), 429, "quota_throttled", "2"],
    [json(errorBody("PrepaidBillOverdue"), 429), 502, "billing_suspended", null],
    [json(errorBody("invalid_parameter_error"), 400), 400, "invalid_request", null],
    [json(errorBody("Arrearage"), 400), 502, "arrears", null],
    [json(errorBody("invalid_api_key"), 401), 500, "invalid_api_key", null],
    [json(errorBody("internal_error"), 500), 502, "internal_error", null],
    [{ failure: new TypeError("fetch failed") }, 502, "connection_failed", null],
  ])("gives a call that fails before its reply a status of its own: %j", async ([answer, status, code, wait]) => {
    for (const format of ["sse", "ndjson", "text"] as const) {
      const response = await toResponse(chatWith([answer]).chat.stream(request), { format });
      expect(response.status).toBe(status);
      expect(response.headers.get("retry-after")).toBe(wait);
      expect(response.headers.get("content-type")).toBe("application/json");
      expect(JSON.parse(await response.text())).toMatchObject({ error: { code } });
    }
  });

  it("tells a failure behind the beginning in the format's own words", async () => {
    const cut = stream(said, sse(errorBody("limit_requests", "secret words")));
    const response = await toResponse(chatWith([cut]).chat.stream(request), { format: "ndjson" });
    expect(response.status).toBe(200);
    const told = await lines(response);
    expect(told).toMatchObject([{ delta: "Hel" }, { type: "error", error: { code: "rate_limited" } }]);
    expect(JSON.stringify(told)).not.toContain("secret words");
  });

  it("closes the connection when the page goes away, also while the service is silent", async () => {
    const { chat, transport } = chatWith([stream(said, silence)]);
    for (const format of ["sse", "ndjson", "text"] as const) {
      const response = await toResponse(chat.stream(request), { format });
      const reader = response.body?.getReader();
      await reader?.read();
      const waiting = reader?.read();
      await settle();
      await reader?.cancel();
      await waiting;
      expect(transport.bodies.at(-1)?.isClosed).toBe(true);
    }
  });

  it("writes a run without its conversation, its state and what its tools have thrown", async () => {
    const broken = { ...weather, run: () => Promise.reject(new Error("no")) };
    const messages = [{ role: "system" as const, content: "our secret" }, ...request.messages];
    const { chat } = chatWith([asking, says("Rain.")]);
    const run = chat.run({ ...request, messages }, { tools: [broken] });
    const response = await toResponse(run, { format: "ndjson" });
    const told = await lines(response);
    expect(told.map((event) => (event as { type: string }).type)).toEqual([
      "step-start",
      "tool-call-start",
      "tool-call-delta",
      "tool-call",
      "tool-start",
      "tool-error",
      "step-end",
      "step-start",
      "text-delta",
      "step-end",
      "finish",
    ]);
    expect(told.at(-1)).toEqual({ type: "finish", result: { status: "finished", text: "Rain.", usage: null } });
    expect(told[6]).toEqual({ type: "step-end", step: 0, finishReason: "tool_calls" });
    expect(told[5]).not.toHaveProperty("error.cause");
    expect(JSON.stringify(told)).not.toContain("our secret");
  });

  it("gives a run that fails before its first reply a status, too", async () => {
    const { chat } = chatWith([json(errorBody("limit_requests"), 429)]);
    expect((await toResponse(chat.run(request, { tools: [] }), { format: "ndjson" })).status).toBe(429);
    const left = chat.run(request, { tools: [], signal: AbortSignal.abort() });
    expect((await toResponse(left, { format: "text" })).status).toBe(499);
  });

  it("closes what a run has open when the page goes away", async () => {
    const { chat, transport } = chatWith([asking, stream(said, silence)]);
    const run = chat.run(request, { tools: [weather] });
    const response = await toResponse(run, { format: "text" });
    const reader = response.body?.getReader();
    await reader?.read();
    void reader?.read();
    await settle();
    await reader?.cancel();
    expect(transport.bodies.map(({ isClosed }) => isClosed)).toEqual([true, true]);
    expect(await failure(run.result())).toMatchObject({ code: "aborted" });
  });

  it("writes the JSON of a parse as it comes, as text only", async () => {
    const { chat } = chatWith([says('{"city":"杭州"}')]);
    const parse = () => chat.parse(request, { output: z.object({ city: z.string() }) });
    expect(await (await toResponse(parse(), { format: "text" })).text()).toBe('{"city":"杭州"}');
    const wrong = { format: "sse" } as unknown as { format: "text" };
    await expect(toResponse(parse(), wrong)).rejects.toThrow('use "text" here');
    await expect(toResponse(chat.run(request, { tools: [] }), wrong)).rejects.toThrow('"ndjson" or "text"');
  });
});

describe("toReadableStream", () => {
  it("gives the bytes alone, of runs too", async () => {
    const { chat } = chatWith([asking, says("Rain.")]);
    const bytes = toReadableStream(chat.run(request, { tools: [weather] }), "text");
    expect(await new Response(bytes).text()).toBe("Rain.");
  });
});
