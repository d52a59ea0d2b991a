import { describe, expect, it } from "vitest";
import { chatWith, failure, request } from "../fixtures/client.ts";
import { json, stream } from "../fixtures/transport.ts";
import { chunk, sse } from "../fixtures/wire.ts";

const told = (reason: unknown) => Object.assign(new Error("client error"), { reason });

describe("why a connection failed, as the transport tells", () => {
  it("before the reply: the error has it, and the sentence where there is no other word", async () => {
    for (const thrown of [told("dns"), new TypeError("fetch failed", { cause: told("dns") })]) {
      const error = await failure(chatWith([{ failure: thrown }]).chat.create(request));
      expect(error).toMatchObject({ code: "connection_failed", reason: "dns" });
      expect(error.message).toContain("could not be reached (dns).");
    }
  });
  it("inside a stream: before its first event, after it, and with more known of it", async () => {
    const early = await failure(
      chatWith([stream(told("reset"))])
        .chat.stream(request)
        .completion(),
    );
    expect(early).toMatchObject({ code: "connection_failed", reason: "reset" });
    const pieces = [sse(chunk({ content: "Hel" })), told("reset")];
    const late = await failure(
      chatWith([stream(...pieces)])
        .chat.stream(request)
        .completion(),
    );
    expect(late).toMatchObject({ code: "stream_cut", reason: "reset" });
    expect(late.partial?.choices[0]?.message.content).toBe("Hel");
  });
  it("inside a plain reply", async () => {
    const { chat } = chatWith([{ ...json({}), body: ["{", told("tls")] }]);
    expect(await failure(chat.create(request))).toMatchObject({ code: "connection_failed", reason: "tls" });
  });
  it("is null where nothing is told, and where the word is none of ours", async () => {
    for (const thrown of [new Error("?"), told("banana"), told({}), "text", null, undefined]) {
      const error = await failure(chatWith([{ failure: thrown }]).chat.create(request));
      expect(error).toMatchObject({ code: "connection_failed", reason: null });
    }
  });
});
