import { parseErrorBody } from "@qwire/protocol";
import { describe, expect, it } from "vitest";
import { createEmulator, script } from "../../src/index.ts";
import type { Step } from "../../src/index.ts";
import { chatRequest, url, userAsks } from "../support/ask.ts";

const hello = userAsks("hello");

async function refusal(
  request: Request,
  emulator = createEmulator(),
): Promise<{ status: number; body: unknown; text: string }> {
  const response = await emulator.fetch(request);
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text) as unknown, text };
}

describe("keys", () => {
  const emulator = createEmulator({ apiKeys: ["sk-right"] });

  it("a missing key is refused in the recorded words", async () => {
    const { status, body } = await refusal(chatRequest(hello), emulator);
    expect(status).toBe(401);
    expect(body).toEqual({
      error: {
        message:
          "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY). ",
        type: "invalid_request_error",
        param: null,
        code: null,
      },
      request_id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    });
  });

  it("a wrong key is refused, the right one passes", async () => {
    const as = (key: string): Request => chatRequest(hello, { headers: { authorization: `Bearer ${key}` } });
    expect(await refusal(as("sk-wrong"), emulator)).toMatchObject({
      status: 401,
      body: { error: { message: "Incorrect API key provided. ", code: "invalid_api_key" } },
    });
    expect((await emulator.fetch(as("sk-right"))).status).toBe(200);
    expect((await emulator.fetch(new Request(url.replace("chat/completions", "models")))).status).toBe(401);
  });

  it("any key passes where none are named", async () => {
    expect(
      (await createEmulator().fetch(chatRequest(hello, { headers: { authorization: "Bearer whatever" } }))).status,
    ).toBe(200);
  });
});

describe("routes", () => {
  it("an unknown model is the documented 404", async () => {
    expect(await refusal(chatRequest(hello), createEmulator({ models: ["qwen3-max"] }))).toMatchObject({
      status: 404,
      body: {
        error: {
          message: "The model `qwen-plus` does not exist or you do not have access to it.",
          code: "model_not_found",
        },
      },
    });
  });

  it.each(["no-such-model", "gpt-4o", "Qwen/Qwen3-8B", "qwen-pluss", "constructor", ""])(
    "%j is no model, unless any is let in",
    async (model) => {
      const asked = { ...hello, model };
      expect(await refusal(chatRequest(asked))).toMatchObject({
        status: 404,
        body: {
          error: {
            code: "model_not_found",
            message: `The model \`${model}\` does not exist or you do not have access to it.`,
          },
        },
      });
      const open = createEmulator({ models: "any" });
      expect((await open.fetch(chatRequest(asked))).status).toBe(model === "" ? 404 : 200);
    },
  );

  it.each(["qwen-plus", "qwen3-max-2027-01-01", "qwen-turbo-0919", "deepseek-v3"])("%s is a model", async (model) => {
    expect((await createEmulator().fetch(chatRequest({ ...hello, model }))).status).toBe(200);
  });

  it("a document's profile lists its own models", async () => {
    const list = async (profile: "2024" | "2025"): Promise<string[]> => {
      const response = await createEmulator({ profile }).fetch(new Request("http://host/v1/models"));
      return ((await response.json()) as { data: Array<{ id: string }> }).data.map(({ id }) => id);
    };
    expect(await list("2024")).toContain("qwen-max-longcontext");
    expect(await list("2024")).not.toContain("qwen3-max");
    expect(await list("2025")).toContain("qwen3-32b");
    expect(await list("2025")).not.toContain("qwen-long");
  });

  it("models are listed", async () => {
    const response = await createEmulator({ models: ["mine"], now: () => 5000 }).fetch(
      new Request("http://host/any/prefix/v1/models"),
    );
    expect(await response.json()).toEqual({
      object: "list",
      data: [{ id: "mine", object: "model", created: 5, owned_by: "system" }],
    });
  });

  it("other methods and paths are refused as the service does", async () => {
    expect(await refusal(new Request(url))).toMatchObject({
      status: 405,
      body: { error: { message: "Request method 'GET' is not supported." } },
    });
    expect(await refusal(new Request("http://host/v1/embeddings", { method: "POST" }))).toMatchObject({ status: 404 });
  });

  it("a path that leads nowhere is told which there are", async () => {
    const message =
      "Not found. The base URL to give an SDK ends in /compatible-mode/v1; under it are POST /chat/completions, GET /models and GET /models/{model}.";
    expect(await refusal(new Request("http://host/"))).toMatchObject({
      status: 404,
      body: { error: { code: "NotFound", type: "invalid_request_error", message } },
    });
  });
});

describe("bodies", () => {
  const deep = "[".repeat(600) + "]".repeat(600);
  it.each([
    ["no JSON", "{", "request body format"],
    ["no object", "[]", "request body format"],
    ["no model", '{"messages":[]}', "model"],
    ["no messages", '{"model":"m"}', "messages"],
    ["empty messages", '{"model":"m","messages":[]}', "[] is too short - 'messages'"],
    [
      "a wrong type",
      '{"model":"m","messages":[{"role":"user","content":"x"}],"temperature":"hot"}',
      "temperature must be a number",
    ],
    [
      "a wrong role",
      '{"model":"m","messages":[{"role":"user","content":"x"},{"role":"usr","content":"x"}]}',
      "messages[1].role",
    ],
    ["a missing content", '{"model":"m","messages":[{"role":"user"}]}', "messages[0].content"],
    ["a stop of two kinds", '{"model":"m","messages":[{"role":"user","content":"x"}],"stop":["a",1]}', "stop"],
    ["deep nesting", deep, "512"],
    ["deep nesting in a field", `{"model":"m","messages":[{"role":"user","content":"x"}],"x":${deep}}`, "512"],
  ])("%s is a 400 that names it", async (_, text, told) => {
    const { status, text: answered } = await refusal(chatRequest(text));
    expect(status).toBe(400);
    expect(parseErrorBody(answered)?.message).toContain(told);
  });

  it("a body that is no JSON by its own word is a 400", async () => {
    expect(await refusal(chatRequest(hello, { headers: { "content-type": "text/plain" } }))).toMatchObject({
      status: 400,
    });
  });

  it("a body over the limit is refused before it has all come", async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          sent += 1000;
          controller.enqueue(new Uint8Array(1000).fill(32));
          if (sent > 100_000) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const request = new Request(url, {
      method: "POST",
      body,
      duplex: "half",
      headers: { "content-type": "application/json" },
    } as RequestInit);
    expect(await refusal(request, createEmulator({ maxBodyBytes: 5000 }))).toMatchObject({
      status: 400,
      body: { error: { code: "BadRequest.TooLarge", message: "Payload Too Large." } },
    });
    expect(sent).toBeLessThan(20_000);
    expect(
      await refusal(chatRequest(userAsks("x".repeat(9000))), createEmulator({ maxBodyBytes: 5000 })),
    ).toMatchObject({
      status: 400,
      body: { error: { code: "BadRequest.TooLarge", message: "Payload Too Large." } },
    });
  });

  it("prototype names in a request harm nobody", async () => {
    const text =
      '{"model":"qwen-plus","messages":[{"role":"user","content":"x"}],"__proto__":{"polluted":1},"constructor":1}';
    expect((await createEmulator().fetch(chatRequest(text))).status).toBe(200);
    expect({}).not.toHaveProperty("polluted");
  });
});

describe("failing on purpose", () => {
  const reply = async (steps: Step[], stream: boolean): Promise<Response> =>
    createEmulator({ engine: script([{ then: steps }]) }).fetch(chatRequest({ ...hello, stream }));

  it("before anything was sent: an HTTP error, in either form", async () => {
    for (const stream of [false, true]) {
      const response = await reply([{ fail: "quota_throttled" }], stream);
      expect(response.status).toBe(429);
      expect(await response.json()).toMatchObject({
        error: { code: "insufficient_quota" },
        request_id: response.headers.get("x-request-id"),
      });
    }
  });

  it("in one's own words", async () => {
    const response = await reply([{ fail: { status: 418, code: "teapot", message: "short and stout" } }], false);
    expect(response.status).toBe(418);
    expect(await response.json()).toMatchObject({
      error: { code: "teapot", type: "teapot", param: null, message: "short and stout" },
    });
  });

  it("in the middle of a stream: an error event and no [DONE]", async () => {
    const text = await (await reply([{ say: "so far" }, { fail: "internal_error" }], true)).text();
    expect(text).toMatch(/"error":{[^}]*"code":"internal_error"}[^\n]*\n\n$/);
    expect(text).not.toContain("[DONE]");
  });

  it("a cut stream ends without finish and [DONE]", async () => {
    const text = await (await reply([{ say: "so far" }, { cut: "close" }], true)).text();
    expect(text).toContain("far");
    expect(text).not.toMatch(/finish_reason":"|\[DONE\]/);
  });

  it("a reset stream breaks", async () => {
    await expect((await reply([{ say: "so far" }, { cut: "reset" }], true)).text()).rejects.toThrow("reset");
  });

  it("an engine that throws is an internal error with its words", async () => {
    const emulator = createEmulator({
      engine: () => {
        throw new Error("my bug");
      },
    });
    expect(await refusal(chatRequest(hello), emulator)).toMatchObject({
      status: 500,
      body: { error: { message: expect.stringContaining("my bug") as unknown } },
    });
  });

  it("frames are sent as they stand", async () => {
    const text = await (await reply([{ frame: '{"odd":1}' }, { frame: "" }], true)).text();
    expect(text).toBe('data: {"odd":1}\n\ndata: \n\ndata: [DONE]\n\n');
    expect(await (await reply([{ frame: '{"odd":1}' }], false)).text()).toBe('{"odd":1}');
  });
});
