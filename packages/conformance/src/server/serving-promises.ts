import { equal, match, ok, rejects } from "node:assert/strict";
import { script } from "@qwire/server";
import type { Step } from "@qwire/server";
import { pause, served, until, userAsks } from "./server-ground.ts";
import type { ServerPromise } from "./server-ground.ts";

const asksForStream = userAsks("hello", { stream: true });

/** What the emulator promises however it is served. */
export const servingPromises: readonly ServerPromise[] = [
  {
    name: "answers",
    run: served({ engine: () => "hi" }, async ({ url, fetch, post }) => {
      equal((await (await post(userAsks("hello"))).json()).choices[0].message.content, "hi");
      equal((await (await fetch(`${url}/models?x=1`)).json()).object, "list");
    }),
  },
  {
    name: "answers preflights and wrong methods",
    run: served({}, async ({ url, fetch }) => {
      const headers = { "x-note": "none", "access-control-request-headers": "x-own" };
      const preflight = await fetch(`${url}/chat/completions`, { method: "OPTIONS", headers });
      equal(preflight.status, 204);
      equal((await fetch(`${url}/chat/completions`)).status, 405);
    }),
  },
  {
    name: "streams as the engine speaks",
    async run(ground) {
      const go = Promise.withResolvers<void>();
      async function* engine(): AsyncGenerator<Step> {
        yield { say: "now" };
        await go.promise;
        yield { say: "later" };
      }
      await served({ engine }, async ({ post }) => {
        const reader = (await post(asksForStream)).body?.getReader();
        const decoder = new TextDecoder();
        let text = "";
        const read = async (): Promise<boolean> => {
          const next = await reader?.read();
          text += decoder.decode(next?.value, { stream: true });
          return next?.done !== true;
        };
        while (!text.includes("now")) await read();
        ok(!text.includes("later"));
        go.resolve();
        while (await read());
        match(text, /later[\s\S]*\[DONE\]\n\n$/);
      })(ground);
    },
  },
  {
    name: "stops the engine when the client hangs up",
    async run(ground) {
      const left = Promise.withResolvers<void>();
      async function* engine(): AsyncGenerator<Step> {
        try {
          for (;;) yield { say: "word ".repeat(100) };
        } finally {
          left.resolve();
        }
      }
      await served({ engine }, async ({ post, emulator }) => {
        const controller = new AbortController();
        const response = await post(asksForStream, controller.signal);
        await response.body?.getReader().read();
        controller.abort();
        await left.promise;
        equal(emulator.calls[0]?.outcome, "aborted");
      })(ground);
    },
  },
  ...([[{ wait: 10_000_000 }], [{ say: "a" }, { wait: 10_000_000 }]] satisfies Step[][]).map(
    (steps): ServerPromise => ({
      name: `stops an engine that waits when the client hangs up ${steps.length > 1 ? "after" : "before"} its first word`,
      run: served({ engine: () => steps }, async ({ post, emulator }) => {
        const controller = new AbortController();
        const asked = post(asksForStream, controller.signal);
        asked.catch(() => {});
        await until(() => emulator.calls.length > 0);
        if (steps.length > 1) await (await asked).body?.getReader().read();
        controller.abort();
        await until(() => emulator.calls[0]?.outcome === "aborted");
      }),
    }),
  ),
  {
    name: "waits for a slow reader instead of filling memory",
    async run(ground) {
      let made = 0;
      async function* engine(): AsyncGenerator<Step> {
        for (; made < 100_000; made++) yield { frame: "x".repeat(10_000) };
      }
      await served({ engine }, async ({ post }) => {
        const controller = new AbortController();
        const response = await post(asksForStream, controller.signal);
        const reader = response.body?.getReader();
        await reader?.read();
        // Nobody reads on: the engine must come to rest far before its end.
        let before = -1;
        while (before !== made) {
          before = made;
          await pause(100);
        }
        controller.abort();
        await reader?.cancel().catch(() => {});
        ok(made < 5000, `${made} pieces of 10 kB were made`);
      })(ground);
    },
  },
  {
    name: "breaks a stream where the script says so",
    run: served({ engine: script([{ then: [{ say: "so far" }, { cut: "reset" }] }]) }, async ({ post }) => {
      await rejects(post(asksForStream).then((response) => response.text()));
    }),
  },
  {
    name: "breaks a plain reply where the script says so",
    run: served({ engine: script([{ then: [{ say: "so far" }, { cut: "reset" }] }]) }, async ({ post }) => {
      await rejects(post(userAsks("hello")).then((response) => response.text()));
    }),
  },
  {
    name: "breaks a stream after so many bytes",
    run: served({ engine: () => "so far", faults: "reset=40" }, async ({ post }) => {
      await rejects(post(asksForStream).then((response) => response.text()));
    }),
  },
  {
    name: "ends cleanly where a cut is to look like an end",
    run: served({ engine: script([{ then: [{ say: "so far" }, { cut: "close" }] }]) }, async ({ post }) => {
      const text = await (await post(asksForStream)).text();
      ok(text.includes("far") && !text.includes("[DONE]"));
    }),
  },
  {
    name: "answers a body that is too large",
    run: served({ maxBodyBytes: 1000 }, async ({ post }) => {
      equal((await post(userAsks("x".repeat(5000)))).status, 400);
      equal((await post(userAsks("x"))).status, 200);
    }),
  },
];
