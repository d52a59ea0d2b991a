import { describe, expect, it } from "vitest";
import { createGateway } from "../../src/gateway.ts";
import type { GatewayOptions } from "../../src/gateway.ts";

const good: GatewayOptions<string> = { apiKey: "sk-1", authorize: () => "ann", models: ["qwen-plus"] };

describe("what a gateway is made of", () => {
  it("needs someone who says who may ask", () => {
    // @ts-expect-error: there is no open default, and the compiler says so too
    expect(() => createGateway({ apiKey: "sk-1", models: ["qwen-plus"] })).toThrow(/needs `authorize`/);
  });

  it.each([
    [{ apiKey: "" }, /needs `apiKey`/],
    [{ apiKey: "sk-1\n" }, /needs `apiKey`/],
    [{ models: [] }, /needs `models`/],
    [{ origins: ["https://a.example/"] }, /is no origin/],
    [{ origins: ["a.example"] }, /is no origin/],
    [{ baseURL: "nowhere" }, /baseURL must be/],
  ])("refuses %o", (options, words) => {
    expect(() => createGateway({ ...good, ...options })).toThrow(words);
  });

  it("never quotes a key it refuses", () => {
    expect(() => createGateway({ ...good, apiKey: "sk-secret\n" })).toThrow(/^(?!.*secret)/);
  });

  it("needs `identify` where a limiter must tell askers apart that are no texts", async () => {
    const heard: unknown[] = [];
    const gateway = createGateway({
      apiKey: "sk-1",
      models: ["qwen-plus"],
      authorize: () => ({ name: "ann" }),
      limiter: { acquire: () => ({ ok: true, settle() {} }) },
      onEvent: (event) => void heard.push(event.type === "end" && event.cause),
    });
    const body = JSON.stringify({ model: "qwen-plus", messages: [{ role: "user", content: "hi" }] });
    const headers = { "content-type": "application/json" };
    const response = await gateway(new Request("http://a.test/v1/chat/completions", { method: "POST", body, headers }));
    expect(response.status).toBe(500);
    expect(String(heard.at(-1))).toMatch(/`identify` must tell/);
  });
});
