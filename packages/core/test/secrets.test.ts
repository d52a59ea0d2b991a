// No key and no prompt, ever, in an error: not in its message, its causes, its JSON or what a console prints.
import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChatError } from "../src/chat-error.ts";
import { defineTool } from "../src/tools/define-tool.ts";
import { chatWith, failure } from "./fixtures/client.ts";
import { asks } from "./fixtures/tools.ts";
import { json, stream } from "./fixtures/transport.ts";
import type { Answer } from "./fixtures/transport.ts";
import { chunk, errorBody, sse } from "./fixtures/wire.ts";

const key = "sk-KEYMARK-0123456789abcdef";
const prompt = "PROMPTMARK 我的秘密";
const request = { model: "qwen-plus", messages: [{ role: "user" as const, content: prompt }] };

function everything(error: ChatError): string {
  const causes: string[] = [];
  for (let at: unknown = error; at instanceof Error; at = at.cause) causes.push(at.message, at.stack ?? "", String(at));
  return [...causes, JSON.stringify(error), inspect(error, { depth: 10, showHidden: false })].join("\n");
}

const echo = `Incorrect API key provided: ${key}. `;
/** What HTTP clients hang on their errors. */
const talkative = Object.assign(new TypeError(`fetch failed for Bearer ${key}`), {
  request: { headers: { authorization: `Bearer ${key}` }, body: prompt },
  options: { body: prompt },
  code: "ECONNRESET",
  cause: Object.assign(new Error(`header ${key}`), { config: { data: prompt } }),
});

const answers: Array<[string, Answer]> = [
  ["a 401 that echoes the key", json(errorBody("invalid_api_key", echo), 401)],
  ["a 401 of the native protocol", json({ code: "InvalidApiKey", message: echo, request_id: key }, 401)],
  ["a framed 400", { status: 400, headers: {}, body: sse(errorBody("x", echo)) }],
  ["a JSON error under 200", json(errorBody("x", echo))],
  ["an error mid-stream", stream(sse(chunk({ content: "x" })), sse(errorBody("x", echo)))],
  ["error_finish", stream(sse(chunk({ content: echo }, "error_finish")))],
  ["a page of a proxy", { status: 502, headers: {}, body: `<html>${echo}</html>` }],
  ["an unreadable event", stream(`data: {"choices": ${key}\n\n`)],
  ["a transport that throws", { failure: talkative }],
  ["a transport that throws a text", { failure: `no route for ${key}` }],
  ["a body that breaks", stream(sse(chunk({ content: "x" })), talkative)],
  ["a body that breaks at once", stream(talkative)],
  ["a plain body that breaks", { headers: { "content-type": "application/json" }, body: ["{", talkative] }],
  ["a redirect", { status: 302, headers: { location: `https://else.where/?key=${key}` }, body: null }],
];

describe("an error", () => {
  it.for(answers)("holds neither key nor prompt after %s", async ([, answer]) => {
    for (const way of ["create", "stream", "run", "list"] as const) {
      const { chat, client } = chatWith([answer], { apiKey: key });
      const error = await failure(
        {
          create: () => chat.create(request),
          stream: () => chat.stream(request).completion(),
          run: () => chat.run(request, { tools: [] }).result(),
          list: () => client.models.list(),
        }[way](),
      );
      expect(everything(error)).not.toMatch(/KEYMARK|PROMPTMARK/);
    }
  });
  it("says what the service said, with the key masked", async () => {
    const { chat } = chatWith([json(errorBody("invalid_api_key", echo), 401)], { apiKey: key });
    expect((await failure(chat.create(request))).message).toContain("Incorrect API key provided: [API key].");
  });
  it("keeps the reason of a broken connection, and nothing else of it", async () => {
    const { chat } = chatWith([{ failure: talkative }], { apiKey: key });
    const error = await failure(chat.create(request));
    expect(error.message).toContain("https://qwen.test could not be reached (ECONNRESET)");
    expect(error.cause).toMatchObject({
      name: "TypeError",
      code: "ECONNRESET",
      message: "fetch failed for Bearer [API key]",
    });
  });
  it("of a run holds the conversation where it does not show", async () => {
    const tool = defineTool({ name: "x", description: "", run: () => prompt });
    const { chat } = chatWith([asks(["a", "x", ""]), json(errorBody("internal_error"), 500)], { apiKey: key });
    const error = await failure(chat.run(request, { tools: [tool] }).result());
    expect(error.run?.messages).toHaveLength(3);
    expect(everything(error)).not.toMatch(/KEYMARK|PROMPTMARK/);
  });
  it("holds no key whatever the service says around it", async () => {
    const words = fc.tuple(fc.string(), fc.string(), fc.integer({ min: 300, max: 599 }), fc.boolean());
    await fc.assert(
      fc.asyncProperty(words, async ([before, after, status, isFramed]) => {
        const body = errorBody("any", `${before}${key}${after}${prompt.slice(0, 0)}`);
        const answer: Answer = isFramed ? { status, headers: {}, body: sse(body) } : json(body, status);
        const error = await failure(chatWith([answer], { apiKey: key }).chat.create(request));
        expect(everything(error)).not.toContain("KEYMARK");
      }),
      { numRuns: 60 },
    );
  }, 60_000);
  it("holds no part of a key where a long text is cut", async () => {
    for (let length = 240; length < 1010; length += 1) {
      const long = `${"x ".repeat(length / 2)}${"x".repeat(length % 2)} ${key} and more ${"x".repeat(900)}`;
      const answered = length < 320 ? { failure: new Error(long) } : json(errorBody("any", long), 400);
      const error = await failure(chatWith([answered], { apiKey: key }).chat.create(request));
      expect(everything(error)).not.toContain("sk-");
    }
  });
  it("of causes that go in a circle ends", async () => {
    const first: { message: string; cause?: unknown } = { message: "first" };
    first.cause = { message: "second", cause: first };
    const error = await failure(chatWith([{ failure: first }], { apiKey: key }).chat.create(request));
    expect(error).toMatchObject({
      code: "connection_failed",
      cause: { message: "first", cause: { message: "second" } },
    });
  });
  it("is the same for a key with a line break, which is never sent", async () => {
    for (const apiKey of [`${key}\nx`, `${key}\u00e9`]) {
      const { chat, transport } = chatWith([stream("")], { apiKey });
      const error = await failure(chat.create(request));
      expect([error.code, transport.requests.length]).toEqual(["invalid_api_key", 0]);
      expect(everything(error)).not.toContain("KEYMARK");
    }
  });
});

describe("the key", () => {
  it.for([undefined, "", "  ", () => "", () => Promise.resolve("")])(
    "missing (%s) fails with the remedy",
    async (apiKey) => {
      const { chat, transport } = chatWith([stream("")], { apiKey });
      const error = await failure(chat.create(request));
      expect(error).toMatchObject({ code: "missing_api_key", remedy: expect.stringContaining("DASHSCOPE_API_KEY") });
      expect(transport.requests).toHaveLength(0);
    },
  );
  it("is fetched for each attempt, trimmed, and wins over a header of any case", async () => {
    let asked = 0;
    const { chat, transport } = chatWith([json(errorBody("internal_error"), 500)], {
      apiKey: () => ` key-${(asked += 1)}\n`,
      headers: { Authorization: "Bearer other", "X-Team": "a" },
      retry: ({ attempt }) => (attempt < 2 ? { waitMs: 0 } : null),
    });
    await failure(chat.create(request));
    expect(transport.requests.map(({ headers }) => headers)).toMatchObject([
      { authorization: "Bearer key-1", "x-team": "a" },
      { authorization: "Bearer key-2" },
    ]);
    expect(Object.keys(transport.requests[0]?.headers ?? {})).not.toContain("Authorization");
  });
  it("that cannot be fetched is a ChatError", async () => {
    const { chat } = chatWith([stream("")], { apiKey: () => Promise.reject(new Error("vault is closed")) });
    expect(await failure(chat.create(request))).toMatchObject({
      code: "missing_api_key",
      cause: { message: "vault is closed" },
    });
  });
});
