import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createEmulator, script } from "../../src/index.ts";
import type { Emulator, Step } from "../../src/index.ts";
import { listen } from "../../src/node.ts";
import type { Listening } from "../../src/node.ts";
import { userAsks } from "../support/ask.ts";

const open: Listening[] = [];
const serve = async (emulator: Emulator): Promise<Listening> => {
  const listening = await listen(emulator);
  open.push(listening);
  return listening;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((listening) => listening.close()));
});

const post = (url: string, body: unknown, signal?: AbortSignal): Promise<Response> =>
  fetch(`${url}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: signal ?? null,
  });

describe("listen", () => {
  it("answers on a free port of this machine", async () => {
    const { url, port } = await serve(createEmulator({ engine: () => "hi" }));
    expect(url).toBe(`http://127.0.0.1:${port}/compatible-mode/v1`);
    expect(await (await post(url, userAsks("hello"))).json()).toMatchObject({
      choices: [{ message: { content: "hi" } }],
    });
    expect(await (await fetch(`${url}/models?x=1`)).json()).toMatchObject({ object: "list" });
  });

  it("streams as the engine speaks", async () => {
    const go = Promise.withResolvers<void>();
    async function* steps(): AsyncGenerator<Step> {
      yield { say: "now" };
      await go.promise;
      yield { say: "later" };
    }
    const { url } = await serve(createEmulator({ engine: steps }));
    const reader = (await post(url, { ...userAsks("hello"), stream: true })).body
      ?.pipeThrough(new TextDecoderStream())
      .getReader();
    let text = "";
    while (!text.includes("now")) text += (await reader?.read())?.value ?? "";
    expect(text).not.toContain("later");
    go.resolve();
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) text += next.value;
    expect(text).toContain("later");
    expect(text).toMatch(/\[DONE\]\n\n$/);
  });

  it("stops the engine when the client hangs up", async () => {
    const left = Promise.withResolvers<void>();
    async function* steps(): AsyncGenerator<Step> {
      try {
        for (;;) yield { say: "word ".repeat(100) };
      } finally {
        left.resolve();
      }
    }
    const emulator = createEmulator({ engine: steps });
    const { url } = await serve(emulator);
    const controller = new AbortController();
    const response = await post(url, { ...userAsks("hello"), stream: true }, controller.signal);
    await response.body?.getReader().read();
    controller.abort();
    await left.promise;
    expect(emulator.calls[0]?.outcome).toBe("aborted");
  });

  it("waits for a slow reader instead of filling memory", async () => {
    let made = 0;
    async function* steps(): AsyncGenerator<Step> {
      for (; made < 100_000; made++) yield { frame: "x".repeat(10_000) };
    }
    const { port } = await serve(createEmulator({ engine: steps }));
    const socket = connect(port, "127.0.0.1");
    const body = JSON.stringify({ ...userAsks("hello"), stream: true });
    socket.write(
      `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    await once(socket, "readable");
    // Nobody reads: the engine must come to rest far before its end.
    let before = -1;
    while (before !== made) {
      before = made;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(made).toBeLessThan(5000);
    socket.destroy();
  });

  it("destroys the socket where the script says so", async () => {
    const { url } = await serve(createEmulator({ engine: script([{ then: [{ say: "so far" }, { cut: "reset" }] }]) }));
    await expect(
      post(url, { ...userAsks("hello"), stream: true }).then((response) => response.text()),
    ).rejects.toThrow();
  });

  it("answers a body that is too large", async () => {
    const { url } = await serve(createEmulator({ maxBodyBytes: 1000 }));
    expect((await post(url, userAsks("x".repeat(5000)))).status).toBe(413);
    expect((await post(url, userAsks("x"))).status).toBe(200);
  });

  it("ends open sockets when it closes", async () => {
    const emulator = createEmulator({ engine: () => [{ say: "a" }, { wait: 10_000_000 }] });
    const listening = await listen(emulator);
    const response = await post(listening.url, { ...userAsks("hello"), stream: true });
    const text = response.text();
    text.catch(() => {});
    await listening.close();
    await expect(text).rejects.toThrow();
    expect(emulator.calls[0]?.outcome).toBe("aborted");
  });

  it("says why it cannot listen", async () => {
    const { port } = await serve(createEmulator());
    await expect(listen(createEmulator(), { port })).rejects.toThrow("EADDRINUSE");
  });
});
