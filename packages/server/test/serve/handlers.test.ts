import { http as http3 } from "msw";
import { http as http2 } from "msw-2";
import { setupServer as setupServer2 } from "msw-2/node";
import { setupServer as setupServer3 } from "msw/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEmulator } from "../../src/index.ts";
import type { Emulator } from "../../src/index.ts";
import { handlers } from "../../src/msw.ts";
import { userAsks } from "../support/ask.ts";

/** Each major with its own types: a handler of one is none of the other. */
const majors = [
  { major: 2, serve: (emulator: Emulator) => setupServer2(...handlers(http2, emulator)) },
  { major: 3, serve: (emulator: Emulator) => setupServer3(...handlers(http3, emulator)) },
];
const beijing = "https://dashscope.aliyuncs.com/compatible-mode/v1";

const ask = (
  base: string,
  content: string,
  { stream = false, signal }: { stream?: boolean; signal?: AbortSignal } = {},
) =>
  fetch(`${base}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...userAsks(content), stream }),
    signal: signal ?? null,
  });

describe.each(majors)("handlers, for msw $major", ({ serve }) => {
  const emulator = createEmulator({
    engine: ({ messages }) => (messages[0]?.content === "wait" ? [{ say: "a" }, { wait: 10_000_000 }] : "hi"),
  });
  const server = serve(emulator);
  beforeAll(() => server.listen());
  afterAll(() => server.close());

  it.each([
    beijing,
    "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
    "https://ws-1.ap-southeast-1.maas.aliyuncs.com/compatible-mode/v1",
    "https://coding.dashscope.aliyuncs.com/v1",
  ])("answer for %s", async (base) => {
    expect(await (await ask(base, "hello")).json()).toMatchObject({ choices: [{ message: { content: "hi" } }] });
    expect((await fetch(`${base}/models`)).status).toBe(200);
    expect((await fetch(`${base}/models/qwen-plus`)).status).toBe(200);
  });

  it("answer a wrong method and a preflight", async () => {
    expect((await fetch(`${beijing}/chat/completions`)).status).toBe(405);
    const headers = { origin: "http://a.test" };
    expect((await fetch(`${beijing}/chat/completions`, { method: "OPTIONS", headers })).status).toBe(204);
  });

  it("stream", async () => {
    const text = await (await ask(beijing, "hello", { stream: true })).text();
    expect(text).toMatch(/"content":"hi"[\s\S]*\[DONE\]\n\n$/);
  });

  it("say how a stream is framed, so that one given up in its silence is no failure of Node's fetch", async () => {
    const signal = AbortSignal.timeout(100);
    const response = await ask(beijing, "wait", { stream: true, signal });
    expect(response.headers.get("transfer-encoding")).toBe("chunked");
    // An assertion inside Node that fails later would fail this file.
    await expect(response.text()).rejects.toThrow();
  });

  it("stop the engine when the client gives up: msw only fires the signal", async () => {
    emulator.reset();
    const controller = new AbortController();
    const response = await ask(beijing, "wait", { stream: true, signal: controller.signal });
    const reader = response.body?.getReader();
    await reader?.read();
    controller.abort();
    const readOn = async (): Promise<void> => {
      // What was on its way already may still come.
      while ((await reader?.read())?.done === false);
    };
    await expect(readOn()).rejects.toThrow();
    await expect.poll(() => emulator.calls[0]?.outcome).toBe("aborted");
  });
});

it("handlers answer for the base URLs they are given", () => {
  const note = (path: string): string => path;
  const paths = handlers({ get: note, post: note, options: note }, createEmulator(), ["https://a.test/v1/", "/api"]);
  expect(new Set(paths)).toEqual(
    new Set(
      ["https://a.test/v1", "/api"].flatMap((base) => [
        `${base}/chat/completions`,
        `${base}/models`,
        `${base}/models/*`,
      ]),
    ),
  );
});
