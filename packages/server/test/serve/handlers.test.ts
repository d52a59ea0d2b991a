import { http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmulator } from "../../src/index.ts";
import { handlers } from "../../src/msw.ts";
import { chatRequest, userAsks } from "../support/ask.ts";

describe("handlers", () => {
  const emulator = createEmulator({ engine: () => "hi" });
  const server = setupServer(...handlers(http, emulator));
  beforeAll(() => server.listen());
  afterAll(() => server.close());

  it.each([
    "https://dashscope.aliyuncs.com/compatible-mode/v1",
    "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
    "https://ws-1.ap-southeast-1.maas.aliyuncs.com/compatible-mode/v1",
    "https://coding.dashscope.aliyuncs.com/v1",
  ])("answer for %s", async (base) => {
    const response = await fetch(`${base}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(userAsks("hello")),
    });
    expect(await response.json()).toMatchObject({ choices: [{ message: { content: "hi" } }] });
    expect((await fetch(`${base}/models`)).status).toBe(200);
  });

  it("stream", async () => {
    const text = await (await fetch(chatRequest({ ...userAsks("hello"), stream: true }))).text();
    expect(text).toMatch(/"content":"hi"[\s\S]*\[DONE\]\n\n$/);
  });

  it("stop the engine when the client gives up: msw only fires the signal", async () => {
    const endless = createEmulator({ engine: () => [{ say: "a" }, { wait: 10_000_000 }] });
    server.use(...handlers(http, endless, "https://slow.test/v1/"));
    const controller = new AbortController();
    const response = await fetch("https://slow.test/v1/chat/completions", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...userAsks("hello"), stream: true }),
      signal: controller.signal,
    });
    const reader = response.body?.getReader();
    await reader?.read();
    controller.abort();
    await expect(reader?.read()).rejects.toThrow();
    await expect.poll(() => endless.calls[0]?.outcome).toBe("aborted");
  });
});
