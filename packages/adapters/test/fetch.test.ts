import { afterEach, describe, expect, it, vi } from "vitest";
import { fetchTransport } from "../src/fetch.ts";
import { clientOf, completion, end, failure, piece, request } from "./loopback.ts";

describe("fetchTransport", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("uses the fetch it is given, with what it needs", async () => {
    const seen: RequestInit[] = [];
    const fetch = (_: string, init: RequestInit) => (seen.push(init), Promise.resolve(Response.json(completion)));
    await clientOf("https://qwen.test/v1", fetchTransport({ fetch })).chat.completions.create(request);
    expect(seen[0]).toMatchObject({ method: "POST", redirect: "manual", signal: expect.any(AbortSignal) });
  });
  it("takes the global one at each call, so that one replaced later is used", async () => {
    const transport = fetchTransport();
    vi.stubGlobal("fetch", () => Promise.resolve(Response.json(completion)));
    const reply = await clientOf("https://qwen.test/v1", transport).chat.completions.create(request);
    expect(reply.choices[0]?.message.content).toBe("Hello");
  });
  it("cancels the body when the loop is left, and asks for no more than is read", async () => {
    let pulled = 0;
    const cancelled = Promise.withResolvers<void>();
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled += 1;
          controller.enqueue(new TextEncoder().encode(piece(String(pulled))));
        },
        cancel: () => cancelled.resolve(),
      },
      { highWaterMark: 0 },
    );
    const fetch = () => Promise.resolve(new Response(body, { headers: { "content-type": "text/event-stream" } }));
    const stream = clientOf("https://qwen.test/v1", fetchTransport({ fetch })).chat.completions.stream(request);
    let seen = 0;
    for await (const _ of stream.text()) if ((seen += 1) === 3) break;
    await cancelled.promise;
    expect(pulled).toBeLessThanOrEqual(4);
  });
  it("a browser's opaque redirect is told as one", async () => {
    const opaque = Object.defineProperty(new Response(null), "status", { value: 0 });
    const client = clientOf("https://qwen.test/v1", fetchTransport({ fetch: () => Promise.resolve(opaque) }));
    const error = await failure(client.chat.completions.create(request));
    expect(error).toMatchObject({ code: "invalid_reply" });
    expect(error.message).toContain("https://qwen.test redirects to another address.");
  });
  it("reads a stream to its end", async () => {
    const fetch = () =>
      Promise.resolve(new Response(piece("a") + end, { headers: { "content-type": "text/event-stream" } }));
    const { chat } = clientOf("https://qwen.test/v1", fetchTransport({ fetch }));
    expect((await chat.completions.stream(request).completion()).choices[0]?.message.content).toBe("a");
  });
});
