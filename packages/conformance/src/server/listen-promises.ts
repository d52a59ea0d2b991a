import { equal, ok, rejects } from "node:assert/strict";
import { createEmulator } from "@qwire/server";
import type { Step } from "@qwire/server";
import { listenOf, pause, post, served, until, userAsks } from "./server-ground.ts";
import type { ServerPromise } from "./server-ground.ts";

const asksForStream = userAsks("hello", { stream: true });

const promises: readonly ServerPromise[] = [
  {
    name: "listens on a free port of this machine",
    async run(ground) {
      const { url, port, close } = await listenOf(ground)(createEmulator());
      equal(url, `http://127.0.0.1:${port}/compatible-mode/v1`);
      ok(port > 0);
      await close();
    },
  },
  {
    name: "preflights of a page are answered as it asks",
    run: served({}, async ({ url }) => {
      const headers = { origin: "http://a.test", "access-control-request-headers": "x-own" };
      const preflight = await fetch(`${url}/chat/completions`, { method: "OPTIONS", headers });
      equal(preflight.headers.get("access-control-allow-headers"), "x-own");
    }),
  },
  {
    name: "stops making when the socket takes no more, and leaves when it closes",
    async run(ground) {
      let made = 0;
      async function* engine(): AsyncGenerator<Step> {
        for (; made < 100_000; made++) yield { frame: "x".repeat(10_000) };
      }
      const emulator = createEmulator({ engine });
      const { port, close } = await listenOf(ground)(emulator);
      const { connect } = await import("node:net");
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => {});
      const body = JSON.stringify(asksForStream);
      const head = `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json`;
      socket.write(`${head}\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
      await until(() => made > 0);
      let before = -1;
      while (before !== made) {
        before = made;
        await pause(100);
      }
      socket.destroy();
      ok(made < 5000, `${made} pieces of 10 kB were made`);
      await until(() => emulator.calls[0]?.outcome === "aborted");
      await close();
    },
  },
  {
    name: "ends open sockets when it closes",
    async run(ground) {
      const emulator = createEmulator({ engine: () => [{ say: "a" }, { wait: 10_000_000 }] });
      const { url, close } = await listenOf(ground)(emulator);
      const response = await post({ url, fetch: (at, init) => fetch(at, init) }, asksForStream);
      const text = response.text();
      text.catch(() => {});
      await close();
      await rejects(text);
      await until(() => emulator.calls[0]?.outcome === "aborted");
      await rejects(fetch(`${url}/models`));
    },
  },
  {
    name: "says why it cannot listen",
    async run(ground) {
      const { port, close } = await listenOf(ground)(createEmulator());
      await rejects(listenOf(ground)(createEmulator(), { port }), { code: "EADDRINUSE" });
      await close();
    },
  },
  {
    name: "closes twice without harm",
    async run(ground) {
      const { close } = await listenOf(ground)(createEmulator());
      await close();
      await close();
    },
  },
];

/** What `listen` promises. */
export const listenPromises: readonly ServerPromise[] = promises.map((one) => ({ ...one, needs: "listen" }));
