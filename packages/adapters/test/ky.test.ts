import ky from "ky";
import { describe, expect, it } from "vitest";
import { inspect } from "node:util";
import { kyTransport } from "../src/ky.ts";
import { clientOf, completion, failure, listen, request, sendJson } from "./loopback.ts";

// An instance that would retry, time out and throw: core does these once, for every transport.
const eager = ky.create({
  retry: { limit: 5, methods: ["post", "get"], delay: () => 1 },
  timeout: 20,
  throwHttpErrors: true,
});

describe("kyTransport", () => {
  it("applies the instance's hooks and headers", async () => {
    await using server = await listen((_, reply) => sendJson(reply, completion));
    const statuses: number[] = [];
    const instance = ky.create({
      headers: { "x-team": "a" },
      hooks: {
        beforeRequest: [({ request: outgoing }) => outgoing.headers.set("x-trace", "t")],
        afterResponse: [({ response }) => void statuses.push(response.status)],
      },
    });
    await clientOf(server.baseURL, kyTransport(instance)).chat.completions.create(request);
    expect(server.requests[0]?.headers).toMatchObject({ "x-team": "a", "x-trace": "t" });
    expect(statuses).toEqual([200]);
  });
  it("shows nothing of the request that ky hangs on its errors", async () => {
    const gone = await listen(() => undefined);
    await gone[Symbol.asyncDispose]();
    const client = clientOf(gone.baseURL, kyTransport(eager), { apiKey: "sk-KEYMARK-0123456789" });
    const error = await failure(
      client.chat.completions.create({ ...request, messages: [{ role: "user", content: "PROMPTMARK" }] }),
    );
    expect(inspect(error, { depth: 10 })).not.toMatch(/KEYMARK|PROMPTMARK/);
  });
});
