import { isChatError } from "@qwire/core";
import type { ChatError, Transport } from "@qwire/core";
import { describe, expect, it } from "vitest";
import { clientOf, completion, end, listen, piece, request, sendJson, startStream } from "./loopback.ts";

/** What every transport over a socket must do, against a real server on loopback. */
export function describeTransport(name: string, transport: Transport): void {
  describe(name, () => {
    it("carries a request as it is, and a plain reply", async () => {
      await using server = await listen((incoming, reply) => {
        let body = "";
        incoming.on("data", (data: Buffer) => (body += data.toString()));
        incoming.on("end", () => sendJson(reply, { ...completion, echo: JSON.parse(body) as unknown }));
      });
      const reply = await clientOf(server.baseURL, transport).chat.completions.create(request);
      expect(reply).toMatchObject({ choices: [{ message: { content: "Hello" } }], echo: request });
      const [got] = server.requests;
      expect([got?.method, got?.url]).toEqual(["POST", "/v1/chat/completions"]);
      expect(got?.headers).toMatchObject({
        authorization: "Bearer sk-loopback-key",
        "content-type": "application/json",
        accept: "application/json",
      });
    });

    it("lists models with GET and no body", async () => {
      await using server = await listen((_, reply) => sendJson(reply, { object: "list", data: [{ id: "qwen-plus" }] }));
      expect(await clientOf(server.baseURL, transport).models.list()).toMatchObject({ data: [{ id: "qwen-plus" }] });
      expect([server.requests[0]?.method, server.requests[0]?.url]).toEqual(["GET", "/v1/models"]);
    });

    it("streams piece by piece: each is read before the next is sent", async () => {
      let next = (): void => undefined;
      await using server = await listen((_, reply) => {
        startStream(reply);
        const pieces = [piece("a"), piece("b"), piece("c"), end];
        next = () => {
          const text = pieces.shift() ?? "";
          if (pieces.length === 0) reply.end(text);
          else reply.write(text);
        };
        next();
      });
      const seen: string[] = [];
      for await (const text of clientOf(server.baseURL, transport).chat.completions.stream(request).text()) {
        seen.push(text);
        next();
      }
      expect(seen).toEqual(["a", "b", "c"]);
    });

    it("an abort reaches the server: during the headers, during the body, and by leaving the loop", async () => {
      for (const moment of ["headers", "body", "leave"] as const) {
        await using server = await listen((_, reply) => {
          if (moment === "headers") return;
          startStream(reply);
          reply.write(piece("a"));
        });
        const caller = new AbortController();
        const stream = clientOf(server.baseURL, transport).chat.completions.stream(request, { signal: caller.signal });
        const reading = (async () => {
          for await (const _ of stream.text()) {
            if (moment === "leave") return;
            caller.abort("enough");
          }
        })();
        if (moment === "headers") {
          while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
          caller.abort("enough");
        }
        if (moment === "leave") await reading;
        else expect(await failure(reading)).toMatchObject({ code: "aborted", cause: "enough" });
        await server.closed;
      }
    });

    it("a refused connection is connection_failed, with the reason's word", async () => {
      const gone = await listen(() => undefined);
      await gone[Symbol.asyncDispose]();
      const error = await failure(clientOf(gone.baseURL, transport).chat.completions.create(request));
      expect(error).toMatchObject({ code: "connection_failed", reason: "refused", status: null, retryable: true });
      expect(error.message).toMatch(/^http:\/\/127\.0\.0\.1:\d+ could not be reached \(ECONNREFUSED\)\./);
    });

    it("a connection that breaks: before the reply, and inside it", async () => {
      await using early = await listen((_, reply) => reply.destroy());
      expect(await failure(clientOf(early.baseURL, transport).chat.completions.create(request))).toMatchObject({
        code: "connection_failed",
        reason: "reset",
      });
      await using late = await listen((_, reply) => {
        startStream(reply);
        reply.write(piece("a"), () => reply.destroy());
      });
      const error = await failure(clientOf(late.baseURL, transport).chat.completions.stream(request).completion());
      expect(error).toMatchObject({ code: "stream_cut", reason: "reset", requestId: "r-1" });
      expect(error.partial?.choices[0]?.message.content).toBe("a");
    });

    it("a status is an answer, not an exception, and is asked for once", async () => {
      const body = { error: { message: "slow down", code: "limit_requests" }, request_id: "r-2" };
      for (const status of [400, 429, 500, 503]) {
        await using server = await listen((_, reply) => sendJson(reply, body, status));
        const error = await failure(clientOf(server.baseURL, transport).chat.completions.create(request));
        expect(error).toMatchObject({ code: "rate_limited", status, requestId: "r-2" });
        expect(server.requests).toHaveLength(1);
      }
    });

    it("a redirect is not followed, and the error says where it wanted to go", async () => {
      await using other = await listen((_, reply) => sendJson(reply, completion));
      await using server = await listen((_, reply) => {
        reply.writeHead(307, { location: `${other.baseURL}/chat/completions?token=secret` });
        reply.end();
      });
      const error = await failure(clientOf(server.baseURL, transport).chat.completions.create(request));
      expect(error).toMatchObject({ code: "invalid_reply", status: 307 });
      expect(error.message).toContain(`redirects to ${other.baseURL}/chat/completions.`);
      expect(error.message).not.toContain("secret");
      expect(other.requests).toHaveLength(0);
    });

    it("has no clock of its own: core waits as long as it is told", async () => {
      await using server = await listen((_, reply) => void setTimeout(() => sendJson(reply, completion), 60));
      const timeouts = { headersMs: Number.POSITIVE_INFINITY };
      const reply = await clientOf(server.baseURL, transport, { timeouts }).chat.completions.create(request);
      expect(reply.choices[0]?.message.content).toBe("Hello");
    });
  });
}

export async function failure(promise: Promise<unknown>): Promise<ChatError> {
  try {
    await promise;
  } catch (error) {
    if (isChatError(error)) return error;
    throw new Error("Not a ChatError", { cause: error });
  }
  throw new Error("It did not fail.");
}
