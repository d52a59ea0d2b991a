import { describe, expect, it } from "vitest";
import { createEmulator } from "../../src/index.ts";
import { chatRequest, url, userAsks } from "../support/ask.ts";

describe("headers", () => {
  it("a reply carries its request id three times", async () => {
    const response = await createEmulator().fetch(chatRequest(userAsks("hello")));
    const { id } = (await response.json()) as { id: string };
    expect(id).toBe(`chatcmpl-${response.headers.get("x-request-id")}`);
    expect(response.headers.get("x-dashscope-call-gateway")).toBe("true");
    expect(response.headers.get("content-type")).toBe("application/json");
  });

  it("a stream must not be cached, changed or held back", async () => {
    const { headers } = await createEmulator().fetch(chatRequest({ ...userAsks("hello"), stream: true }));
    expect(headers.get("content-type")).toBe("text/event-stream;charset=UTF-8");
    expect(headers.get("cache-control")).toBe("no-cache, no-transform");
    expect(headers.get("x-accel-buffering")).toBe("no");
  });

  it("a preflight may send what it asks for", async () => {
    const headers = {
      origin: "http://localhost:5173",
      "access-control-request-headers": "authorization,x-stainless-os",
    };
    const response = await createEmulator({ apiKeys: ["k"] }).fetch(new Request(url, { method: "OPTIONS", headers }));
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-origin")).toBe("http://localhost:5173");
    expect(response.headers.get("access-control-allow-headers")).toBe("authorization,x-stainless-os");
    expect(response.headers.get("access-control-allow-methods")).toContain("POST");
  });

  it("a browser may read replies and refusals", async () => {
    for (const body of [userAsks("hello"), "{"]) {
      const response = await createEmulator().fetch(chatRequest(body, { headers: { origin: "http://a.test" } }));
      expect(response.headers.get("access-control-allow-origin")).toBe("http://a.test");
    }
  });
});
