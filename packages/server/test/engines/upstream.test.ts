import { createServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createEmulator, script, upstream } from "../../src/index.ts";
import type { Emulator, EmulatorOptions, UpstreamOptions } from "../../src/index.ts";
import { httpTransport, listen } from "../../src/node.ts";
import type { Listening } from "../../src/node.ts";
import { chatRequest, chunks, complete, converse, payloads, userAsks } from "../support/ask.ts";
import { simplified } from "../support/tools.ts";

const open: Array<() => unknown> = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** Another emulator, on a port: the server that answers. */
async function service(options: EmulatorOptions): Promise<{ url: string; emulator: Emulator }> {
  const emulator = createEmulator(options);
  const listening: Listening = await listen(emulator);
  open.push(() => listening.close());
  return { url: listening.url, emulator };
}

/** A server of a few lines. */
async function oddService(answer: RequestListener): Promise<string> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

const before = (options: UpstreamOptions, more: EmulatorOptions = {}): Emulator =>
  createEmulator({ ...more, engine: upstream(options) });

const event = (payload: object | string): string =>
  `data: ${typeof payload === "string" ? payload : JSON.stringify(payload)}\n\n`;
const chunk = (delta: object, finish_reason: string | null = null): object => ({
  id: "1",
  created: 1,
  model: "local",
  object: "chat.completion.chunk",
  choices: [{ index: 0, delta, finish_reason }],
});

describe("upstream", () => {
  it("answers from another server, in the dialect that was asked for, with its usage", async () => {
    const { url, emulator } = await service({
      apiKeys: ["sk-up"],
      dialect: "deepseek",
      engine: () => [{ think: "Hm." }, { say: "你好，世界" }, { usage: { prompt_tokens: 1234 } }],
    });
    const front = before({ baseURL: url, apiKey: "sk-up" }, { dialect: "plus" });
    const plain = await complete(front, userAsks("hello"));
    expect(plain.choices[0]?.message).toMatchObject({ content: "你好，世界", reasoning_content: "Hm." });
    expect(plain.usage?.prompt_tokens).toBe(1234);
    const told = await chunks(front, userAsks("hello", { stream_options: { include_usage: true } }));
    const text = told.flatMap(({ choices }) => choices.map(({ delta }) => delta.content ?? "")).join("");
    expect(text).toBe("你好，世界");
    expect(told.at(-1)?.usage?.prompt_tokens).toBe(1234);
    expect(emulator.calls.map(({ request }) => request.stream)).toEqual([undefined, true]);
    expect(emulator.calls[1]?.request.stream_options).toEqual({ include_usage: true });
  });

  it("runs a tool loop through it, plain and over node:http", async () => {
    const { url } = await service({});
    const transport = httpTransport();
    open.push(() => transport.close());
    const request = userAsks("杭州和北京天气怎么样?", { tools: simplified });
    const { rounds, text } = await converse(request, undefined, before({ baseURL: url, transport }));
    expect(rounds).toEqual([["get_current_weather(杭州)"], ["get_current_weather(北京)"]]);
    expect(text).toBe("根据工具的结果：杭州今天是雨天。北京今天是雨天。");
  });

  it.each(["plus", "plus-2025", "turbo", "max", "max-january", "omni", "deepseek", "document"] as const)(
    "reads streamed calls of the dialect %s",
    async (dialect) => {
      const call = { call: "get_current_weather", with: '{"location": "San \\"Zor\\""}' };
      const { url } = await service({ dialect, engine: () => [{ say: "Wait." }, call, { ...call, id: "call_own" }] });
      const front = before({ baseURL: url }, { dialect: "max" });
      const told = await chunks(front, userAsks("hello", { tools: simplified, parallel_tool_calls: true }));
      const pieces = told.flatMap(({ choices }) => choices.flatMap(({ delta }) => delta.tool_calls ?? []));
      const texts = ["", ""];
      for (const { index, function: called } of pieces) texts[index ?? 0] += called?.arguments ?? "";
      // One of them writes a blank before the arguments, as recorded.
      expect(texts.map((text) => text.trim())).toEqual([call.with, call.with]);
      expect(pieces.some(({ id }) => id === "call_own")).toBe(true);
      expect(told.flatMap(({ choices }) => choices.map((one) => one.finish_reason))).toContain("tool_calls");
    },
  );

  it("asks by the model's other name, once for each choice", async () => {
    const { url, emulator } = await service({ models: ["qwen3:8b"], engine: () => "hi" });
    const { choices } = await complete(before({ baseURL: url, model: "qwen3:8b" }), userAsks("hello", { n: 2 }));
    expect(choices.map(({ message }) => message.content)).toEqual(["hi", "hi"]);
    expect(emulator.calls.map(({ request }) => [request.model, request.n])).toEqual([
      ["qwen3:8b", undefined],
      ["qwen3:8b", undefined],
    ]);
  });

  it("asks with integers that no double holds, digit for digit", async () => {
    const { url } = await service({ engine: ({ seed }) => String(seed) });
    const body = JSON.stringify(userAsks("hello", { seed: 1 })).replace('"seed":1', '"seed":9007199254740993');
    const reply = await before({ baseURL: url }).fetch(chatRequest(body));
    expect(await reply.text()).toContain("9007199254740993");
  });

  it("stands behind the rules, and under the faults", async () => {
    const { url, emulator } = await service({ engine: () => "one two three four" });
    const front = before({ baseURL: url }, { faults: "close>1" });
    expect((await front.fetch(chatRequest({ model: "qwen-plus", messages: [] }))).status).toBe(400);
    expect(emulator.calls).toHaveLength(0);
    expect((await payloads(front, userAsks("hello"))).at(-1)).not.toBe("[DONE]");
  });

  it("hands its refusals on, but never its own key's", async () => {
    const { url } = await service({
      apiKeys: ["sk-up"],
      engine: script([{ then: [{ fail: "rate_limited" }] }]),
    });
    const refused = await before({ baseURL: url, apiKey: "sk-up" }).fetch(chatRequest(userAsks("hello")));
    expect(refused.status).toBe(429);
    const wrong = await before({ baseURL: url, apiKey: "sk-secret" }).fetch(chatRequest(userAsks("hello")));
    expect(wrong.status).toBe(502);
    const text = await wrong.text();
    expect(text).toContain("upstream_key_refused");
    expect(text).not.toContain("sk-secret");
  });

  it("says so where nobody listens", async () => {
    const reply = await before({ baseURL: "http://127.0.0.1:9/v1" }).fetch(chatRequest(userAsks("hello")));
    expect(reply.status).toBe(502);
    expect(await reply.text()).toContain("http://127.0.0.1:9 could not be reached");
    expect(() => upstream({ baseURL: "not a url" })).toThrow(TypeError);
  });

  it("ends as it ends: cut, reset, an error in its middle, a page of HTML", async () => {
    const head = { "content-type": "text/event-stream" };
    const told = async (answer: RequestListener): Promise<string[]> =>
      payloads(before({ baseURL: await oddService(answer) }), userAsks("hello")).catch((error: unknown) => [
        `threw ${String(error)}`,
      ]);

    const cut = await told((_, response) => response.writeHead(200, head).end(event(chunk({ content: "a" }))));
    expect(cut.at(-1)).toContain('"content":"a"');
    const reset = await told((_, response) => {
      response.writeHead(200, head).write(event(chunk({ content: "a" })), () => response.destroy());
    });
    expect(reset.at(-1)).toMatch(/^threw/);
    const failed = await told((_, response) =>
      response
        .writeHead(200, head)
        .end(event(chunk({ content: "a" })) + event({ error: { message: "out of memory", code: "oom" } })),
    );
    expect(failed.at(-1)).toContain("out of memory");
    const page = await told((_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<p>hi"));
    expect(page.join()).toContain("no chat reply");
  });

  it("leaves it when the client leaves", async () => {
    const left = Promise.withResolvers<void>();
    const url = await oddService((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).write(event(chunk({ content: "a" })));
      response.on("close", () => left.resolve());
    });
    const controller = new AbortController();
    const reply = await before({ baseURL: url }).fetch(
      chatRequest({ ...userAsks("hello"), stream: true }, { signal: controller.signal }),
    );
    await reply.body?.getReader().read();
    controller.abort();
    await left.promise;
  });

  it("as frames: hands on what it sends, byte for byte", async () => {
    const sent = [
      '{"id":"x","odd":1.50,"choices":[{"index":0,"delta":{"content":"a"}}]}',
      '{"id":"x","choices":[{"index":1,"delta":{"content":"b"},"finish_reason":"stop"}]}',
    ];
    const url = await oddService((request, response) => {
      request.resume();
      response
        .writeHead(200, { "content-type": "text/event-stream" })
        .end(`${sent.map(event).join("")}data: [DONE]\n\n`);
    });
    const front = before({ baseURL: url, as: "frames" });
    expect(await payloads(front, userAsks("hello"))).toEqual([...sent, "[DONE]"]);
    expect(await payloads(front, userAsks("hello", { n: 2 }))).toEqual([...sent, "[DONE]"]);
  });
});
