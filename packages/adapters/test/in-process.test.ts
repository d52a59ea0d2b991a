import { describe, expect, it } from "vitest";
import { inProcessTransport } from "../src/in-process.ts";
import { clientOf, completion, end, failure, piece, request } from "./loopback.ts";

const eventStream = { headers: { "content-type": "text/event-stream" } };
const chatOf = (handler: (request: Request) => Response | Promise<Response>) =>
  clientOf("http://emulator/v1", inProcessTransport(handler)).chat.completions;

describe("inProcessTransport", () => {
  it("hands the handler a whole Request", async () => {
    const chat = chatOf(async (incoming) => {
      expect([incoming.method, incoming.url]).toEqual(["POST", "http://emulator/v1/chat/completions"]);
      expect(incoming.headers.get("authorization")).toBe("Bearer sk-loopback-key");
      return Response.json({ ...completion, echo: await incoming.json() });
    });
    expect(await chat.create(request)).toMatchObject({ echo: request });
  });
  it("streams", async () => {
    const chat = chatOf(() => new Response(piece("a") + piece("b") + end, eventStream));
    expect((await chat.stream(request).completion()).choices[0]?.message.content).toBe("ab");
  });
  it("tells the handler of an abort, and closes a body whose handler does not listen", async () => {
    let signal: AbortSignal | undefined;
    const cancelled = Promise.withResolvers<void>();
    const chat = chatOf((incoming) => {
      ({ signal } = incoming);
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new TextEncoder().encode(piece("a"))),
        cancel: () => cancelled.resolve(),
      });
      return new Response(body, eventStream);
    });
    const caller = new AbortController();
    const stream = chat.stream(request, { signal: caller.signal });
    const reading = (async () => {
      for await (const _ of stream.text()) caller.abort();
    })();
    expect((await failure(reading)).code).toBe("aborted");
    expect(signal?.aborted).toBe(true);
    await cancelled.promise;
  });
  it("does not wait for a handler that hangs and does not listen", async () => {
    const caller = new AbortController();
    const failing = failure(chatOf(() => new Promise(() => undefined)).create(request, { signal: caller.signal }));
    caller.abort();
    expect((await failing).code).toBe("aborted");
  });
  it("a handler that throws is a connection that failed", async () => {
    const chat = chatOf(() => {
      throw new Error("handler broke");
    });
    expect(await failure(chat.create(request))).toMatchObject({
      code: "connection_failed",
      cause: { message: "handler broke" },
    });
  });
});
