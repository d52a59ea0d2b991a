import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fromEnvironment, nodeTransport } from "../src/node.ts";
import { clientOf, completion, end, failure, listen, piece, request, sendJson } from "./loopback.ts";

describe("nodeTransport", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("goes through the global fetch, so that what intercepts it sees each call; directly it does not", async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(Response.json(completion)));
    vi.stubGlobal("fetch", fetch);
    await clientOf("https://qwen.test/v1", nodeTransport()).chat.completions.create(request);
    expect(fetch).toHaveBeenCalledOnce();
    await using server = await listen((_, reply) => sendJson(reply, completion));
    await clientOf(server.baseURL, nodeTransport({ direct: true })).chat.completions.create(request);
    expect(fetch).toHaveBeenCalledOnce();
  });

  it.each([false, true])("keeps a connection for the next call, and closes (direct: %s)", async (direct) => {
    const ports = new Set<number | undefined>();
    await using server = await listen((incoming, reply) => {
      ports.add(incoming.socket.remotePort);
      sendJson(reply, completion);
    });
    const transport = nodeTransport({ direct });
    const { chat } = clientOf(server.baseURL, transport);
    for (let call = 0; call < 10; call += 1) await chat.completions.create(request);
    // A connection whose reply has just ended is not free yet.
    expect(ports.size).toBeLessThanOrEqual(2);
    await transport.close();
    await transport.close();
    expect(await failure(chat.completions.create(request))).toMatchObject({ code: "connection_failed" });
  });

  it.each([false, true])("sends no more at a time than `connections` (direct: %s)", async (direct) => {
    let open = 0;
    let most = 0;
    await using server = await listen((_, reply) => {
      most = Math.max(most, (open += 1));
      setTimeout(() => {
        open -= 1;
        sendJson(reply, completion);
      }, 10);
    });
    await using transport = nodeTransport({ direct, connections: 2 });
    const { chat } = clientOf(server.baseURL, transport);
    await Promise.all(Array.from({ length: 8 }, () => chat.completions.create(request)));
    expect(most).toBe(2);
  });

  it("refuses half a certificate and what is no proxy, without repeating it", () => {
    expect(() => nodeTransport({ cert: "PEM" })).toThrow("give both `cert` and `key`");
    expect(() => nodeTransport({ key: "PEM" })).toThrow(TypeError);
    expect(() => nodeTransport({ proxy: "secret:password@" })).toThrow(/^`proxy` is no proxy's address\.[^@]+$/);
  });
});

describe("nodeTransport, direct", () => {
  it("closes a body that nobody has begun to read: a redirect's", async () => {
    await using server = await listen((_, reply) => {
      reply.writeHead(307, { location: "http://127.0.0.1:1/v1" });
      reply.write("goes on for ever");
    });
    const error = await failure(
      clientOf(server.baseURL, nodeTransport({ direct: true })).chat.completions.create(request),
    );
    expect(error).toMatchObject({ code: "invalid_reply", status: 307 });
    await server.closed;
  });

  it("joins a header that came twice, and reads a broken compression as a broken stream", async () => {
    const packed = gzipSync(piece("a") + end);
    packed.fill(0, 20);
    await using server = await listen((_, reply) => {
      reply.writeHead(200, {
        "content-type": "text/event-stream",
        "content-encoding": "gzip",
        "set-cookie": ["a", "b"],
      });
      reply.end(packed);
    });
    const transport = nodeTransport({ direct: true });
    const { headers, body } = await transport(
      { method: "GET", url: server.baseURL, headers: {} },
      new AbortController().signal,
    );
    expect([headers.get("Set-Cookie"), headers.get("x-none")]).toEqual(["a, b", null]);
    await body?.[Symbol.asyncIterator]().return?.();
    const error = await failure(clientOf(server.baseURL, transport).chat.completions.stream(request).completion());
    expect(error.code).toMatch(/stream_cut|connection_failed/);
  });
});

describe("fromEnvironment", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("reads the key and the base URL; a region that is given wins", () => {
    vi.stubEnv("DASHSCOPE_API_KEY", "sk-1");
    vi.stubEnv("DASHSCOPE_BASE_URL", "https://own.test/v1");
    expect(fromEnvironment()).toEqual({ apiKey: "sk-1", baseURL: "https://own.test/v1" });
    expect(fromEnvironment({ region: "singapore" }).baseURL).toBe(
      "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
    );
  });
  it("falls back to Beijing, and to no key", () => {
    vi.stubEnv("DASHSCOPE_API_KEY", undefined);
    vi.stubEnv("DASHSCOPE_BASE_URL", "");
    expect(fromEnvironment()).toEqual({
      apiKey: undefined,
      baseURL: "https://dashscope.aliyuncs.com/compatible-mode/v1",
    });
  });
});
