import { isChatError } from "../src/index.ts";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createClient } from "../src/create-client.ts";
import type { ClientOptions } from "../src/create-client.ts";

const request = { model: "qwen-plus", messages: [{ role: "user" as const, content: "你好" }] };
const completion = {
  choices: [{ index: 0, message: { role: "assistant", content: "Hello" }, finish_reason: "stop" }],
};

/** Asks once over a stubbed fetch; tells where the request went and with which key. */
async function ask(options?: ClientOptions) {
  const sent: Array<{ url: string; authorization: string | null }> = [];
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    sent.push({ url, authorization: new Headers(init.headers).get("authorization") });
    return Promise.resolve(Response.json(completion));
  });
  await createClient(options).chat.completions.create(request);
  return sent[0];
}

const beijing = "https://dashscope.aliyuncs.com/compatible-mode/v1/chat/completions";
const singapore = "https://dashscope-intl.aliyuncs.com/compatible-mode/v1/chat/completions";

describe("createClient", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  });

  it("takes the key of the environment, when a call needs it", async () => {
    const client = createClient({ transport: async () => Promise.reject(new Error("offline")) });
    vi.stubEnv("DASHSCOPE_API_KEY", "sk-from-environment");
    await expect(client.chat.completions.create(request, { retry: false })).rejects.toMatchObject({
      code: "connection_failed",
    });
    expect((await ask())?.authorization).toBe("Bearer sk-from-environment");
    expect((await ask({ apiKey: undefined }))?.authorization).toBe("Bearer sk-from-environment");
    expect((await ask({ apiKey: "sk-given" }))?.authorization).toBe("Bearer sk-given");
    expect((await ask({ apiKey: () => "sk-fetched" }))?.authorization).toBe("Bearer sk-fetched");
  });
  it("says what to do when there is no key", async () => {
    vi.stubEnv("DASHSCOPE_API_KEY", undefined);
    const error: unknown = await ask().catch((thrown: unknown) => thrown);
    expect(isChatError(error) && [error.code, error.message]).toEqual([
      "missing_api_key",
      "The request carried no API key. Set DASHSCOPE_API_KEY, or pass `apiKey` to createClient.",
    ]);
  });
  it("goes to Beijing, to the region, to the environment's address, or to the one given", async () => {
    vi.stubEnv("DASHSCOPE_API_KEY", "sk-any");
    vi.stubEnv("DASHSCOPE_BASE_URL", undefined);
    expect((await ask())?.url).toBe(beijing);
    expect((await ask({ region: "singapore" }))?.url).toBe(singapore);
    expect((await ask({ baseURL: "http://127.0.0.1:8787/v1/" }))?.url).toBe(
      "http://127.0.0.1:8787/v1/chat/completions",
    );
    vi.stubEnv("DASHSCOPE_BASE_URL", "https://proxy.example/v1/chat/completions");
    expect((await ask())?.url).toBe("https://proxy.example/v1/chat/completions");
    expect((await ask({ region: "singapore" }))?.url).toBe(singapore);
    vi.stubEnv("DASHSCOPE_BASE_URL", "");
    expect((await ask())?.url).toBe(beijing);
  });
  it("refuses a region or an address that is none, at once", () => {
    expect(() => createClient({ region: "mars" as never })).toThrow(/Unknown region "mars": use beijing, singapore/);
    expect(() => createClient({ baseURL: "dashscope.aliyuncs.com" })).toThrow(TypeError);
  });
  it("works where the environment may not be read", async () => {
    vi.stubGlobal("process", {
      get env(): never {
        throw new Error("NotCapable");
      },
    });
    expect((await ask({ apiKey: "sk-given" }))?.url).toBe(beijing);
  });
});
