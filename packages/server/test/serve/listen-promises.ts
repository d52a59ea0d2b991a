import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { createEmulator, script } from "../../src/index.ts";
import type { Emulator, EmulatorOptions, Step } from "../../src/index.ts";
import type { Listening, ListenOptions, Target } from "../../src/node.ts";
import { userAsks } from "../support/ask.ts";

type Listen = (target: Target, at?: ListenOptions) => Promise<Listening>;

/** What `listen` promises on every runtime: run by vitest on Node, and by a script of its own on Deno and Bun. */
export type ListenPromise = { name: string; run(listen: Listen): Promise<void> };

export const listenPromises: readonly ListenPromise[] = [
  {
    name: "answers on a free port of this machine",
    run: served({ engine: () => "hi" }, async ({ url, port }) => {
      assert.equal(url, `http://127.0.0.1:${port}/compatible-mode/v1`);
      const reply = await (await post(url, userAsks("hello"))).json();
      assert.equal(reply.choices[0].message.content, "hi");
      assert.equal((await (await fetch(`${url}/models?x=1`)).json()).object, "list");
    }),
  },
  {
    name: "answers preflights and wrong methods",
    run: served({}, async ({ url }) => {
      const headers = { origin: "http://a.test", "access-control-request-headers": "x-own" };
      const preflight = await fetch(`${url}/chat/completions`, { method: "OPTIONS", headers });
      assert.equal(preflight.status, 204);
      assert.equal(preflight.headers.get("access-control-allow-headers"), "x-own");
      assert.equal((await fetch(`${url}/chat/completions`)).status, 405);
    }),
  },
  {
    name: "streams as the engine speaks",
    async run(listen) {
      const go = Promise.withResolvers<void>();
      await served({ engine: () => speakBefore(go.promise) }, async ({ url }) => {
        const reader = (await post(url, { ...userAsks("hello"), stream: true })).body
          ?.pipeThrough(new TextDecoderStream())
          .getReader();
        let text = "";
        while (!text.includes("now")) text += (await reader?.read())?.value ?? "";
        assert.ok(!text.includes("later"));
        go.resolve();
        for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) text += next.value;
        assert.match(text, /later[\s\S]*\[DONE\]\n\n$/);
      })(listen);
    },
  },
  {
    name: "stops the engine when the client hangs up",
    async run(listen) {
      const left = Promise.withResolvers<void>();
      async function* steps(): AsyncGenerator<Step> {
        try {
          for (;;) yield { say: "word ".repeat(100) };
        } finally {
          left.resolve();
        }
      }
      await served({ engine: steps }, async ({ url }, emulator) => {
        const controller = new AbortController();
        const response = await post(url, { ...userAsks("hello"), stream: true }, controller.signal);
        await response.body?.getReader().read();
        controller.abort();
        await left.promise;
        assert.equal(emulator.calls[0]?.outcome, "aborted");
      })(listen);
    },
  },
  {
    name: "stops an engine that waits when the client hangs up, before and after its first word",
    async run(listen) {
      for (const steps of [[{ wait: 10_000_000 }], [{ say: "a" }, { wait: 10_000_000 }]] satisfies Step[][]) {
        await served({ engine: () => steps }, async ({ url }, emulator) => {
          const controller = new AbortController();
          const asked = post(url, { ...userAsks("hello"), stream: true }, controller.signal);
          asked.catch(() => {});
          await until(() => emulator.calls.length > 0);
          if (steps.length > 1) await (await asked).body?.getReader().read();
          controller.abort();
          await until(() => emulator.calls[0]?.outcome === "aborted");
        })(listen);
      }
    },
  },
  {
    name: "waits for a slow reader instead of filling memory",
    async run(listen) {
      let made = 0;
      async function* steps(): AsyncGenerator<Step> {
        for (; made < 100_000; made++) yield { frame: "x".repeat(10_000) };
      }
      await served({ engine: steps }, async ({ port }) => {
        const socket = connect(port, "127.0.0.1");
        const body = JSON.stringify({ ...userAsks("hello"), stream: true });
        const head = `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}`;
        socket.write(`${head}\r\n\r\n${body}`);
        await once(socket, "connect");
        await until(() => made > 0);
        // Nobody reads: the engine must come to rest far before its end.
        let before = -1;
        while (before !== made) {
          before = made;
          await pause(100);
        }
        socket.destroy();
        assert.ok(made < 5000, `${made} pieces of 10 kB were made`);
      })(listen);
    },
  },
  {
    name: "destroys the socket where the script says so",
    run: served({ engine: script([{ then: [{ say: "so far" }, { cut: "reset" }] }]) }, async ({ url }) => {
      await assert.rejects(post(url, { ...userAsks("hello"), stream: true }).then((response) => response.text()));
      await assert.rejects(post(url, userAsks("hello")).then((response) => response.text()));
    }),
  },
  {
    name: "resets after so many bytes",
    run: served({ engine: () => "so far", faults: "reset=40" }, async ({ url }) => {
      await assert.rejects(post(url, { ...userAsks("hello"), stream: true }).then((response) => response.text()));
    }),
  },
  {
    name: "ends cleanly where a cut is to look like an end",
    run: served({ engine: script([{ then: [{ say: "so far" }, { cut: "close" }] }]) }, async ({ url }) => {
      const text = await (await post(url, { ...userAsks("hello"), stream: true })).text();
      assert.ok(text.includes("far") && !text.includes("[DONE]"));
    }),
  },
  {
    name: "answers a body that is too large",
    run: served({ maxBodyBytes: 1000 }, async ({ url }) => {
      assert.equal((await post(url, userAsks("x".repeat(5000)))).status, 400);
      assert.equal((await post(url, userAsks("x"))).status, 200);
    }),
  },
  {
    name: "ends open sockets when it closes",
    async run(listen) {
      const emulator = createEmulator({ engine: () => [{ say: "a" }, { wait: 10_000_000 }] });
      const listening = await listen(emulator);
      const response = await post(listening.url, { ...userAsks("hello"), stream: true });
      const text = response.text();
      text.catch(() => {});
      await listening.close();
      await assert.rejects(text);
      await until(() => emulator.calls[0]?.outcome === "aborted");
      await assert.rejects(fetch(`${listening.url}/models`));
    },
  },
  {
    name: "lets a reply that runs end within its grace, and no new one begin",
    async run(listen) {
      const go = Promise.withResolvers<void>();
      const listening = await listen(createEmulator({ engine: () => speakBefore(go.promise) }));
      const response = await post(listening.url, { ...userAsks("hello"), stream: true });
      const text = response.text();
      const closed = listening.close({ graceMs: 60_000 });
      await assert.rejects(fetch(`${listening.url}/models`));
      go.resolve();
      assert.match(await text, /later[\s\S]*\[DONE\]\n\n$/);
      await closed;
    },
  },
  {
    name: "ends a reply that outlasts its grace, and at once when it is told again",
    async run(listen) {
      for (const again of [false, true]) {
        const listening = await listen(createEmulator({ engine: () => speakBefore(new Promise(() => {})) }));
        const response = await post(listening.url, { ...userAsks("hello"), stream: true });
        const cut = assert.rejects(response.text());
        const closed = listening.close({ graceMs: again ? 60_000 : 50 });
        if (again) await listening.close();
        await cut;
        await closed;
      }
    },
  },
  {
    name: "says why it cannot listen",
    async run(listen) {
      const { port, close } = await listen(createEmulator());
      await assert.rejects(listen(createEmulator(), { port }), { code: "EADDRINUSE" });
      await close();
    },
  },
  {
    name: "closes twice without harm",
    async run(listen) {
      const { close } = await listen(createEmulator());
      await close();
      await close();
    },
  },
];

/** A run over a server of its own. */
function served(
  options: EmulatorOptions,
  use: (listening: Listening, emulator: Emulator) => Promise<void>,
): ListenPromise["run"] {
  return async (listen) => {
    const emulator = createEmulator(options);
    const listening = await listen(emulator);
    try {
      await use(listening, emulator);
    } finally {
      await listening.close();
    }
  };
}

async function* speakBefore(end: Promise<void>): AsyncGenerator<Step> {
  yield { say: "now" };
  await end;
  yield { say: "later" };
}

function post(url: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  return fetch(`${url}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: signal ?? null,
  });
}

function pause(waitMs: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, waitMs));
}

/** Looks again and again: other processes' sockets tell nobody. */
async function until(holds: () => boolean): Promise<void> {
  for (let left = 500; left > 0 && !holds(); left--) await pause(10);
  assert.ok(holds(), "it did not come to be");
}
