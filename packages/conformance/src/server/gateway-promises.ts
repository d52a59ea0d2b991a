import { deepEqual, equal, match, ok } from "node:assert/strict";
import { createEmulator } from "@qwire/server";
import type { Step } from "@qwire/server";
import { createGateway } from "@qwire/server/gateway";
import { post, serve, userAsks } from "./server-ground.ts";
import type { ServerPromise } from "./server-ground.ts";

/** That a gateway runs here at all; what it promises is told in full by packages/server/test/gateway. */
export const gatewayPromises: readonly ServerPromise[] = [
  {
    name: "a gateway lets in whom it knows, keeps its key, and hands a stream on as it comes",
    async run(ground) {
      const keys: unknown[] = [];
      const go = Promise.withResolvers<void>();
      async function* engine(): AsyncGenerator<Step> {
        yield { say: "now" };
        await go.promise;
        yield { say: "later" };
      }
      const emulator = createEmulator({ engine });
      const gateway = createGateway({
        apiKey: "sk-secret",
        models: ["qwen-plus"],
        authorize: (request) => (request.headers.get("x-name") === "ann" ? "ann" : null),
        fetch(url, init) {
          keys.push(new Headers(init.headers).get("authorization"));
          return emulator.fetch(url, init);
        },
      });
      const server = await serve(ground, gateway);
      const asksForStream = userAsks("hello", { stream: true });
      try {
        equal((await post(server, asksForStream)).status, 401);
        equal(emulator.calls.length, 0);
        const known = await server.fetch(`${server.url}/chat/completions`, {
          method: "POST",
          headers: { "content-type": "application/json", "x-name": "ann" },
          body: JSON.stringify(asksForStream),
        });
        equal(known.status, 200);
        const reader = known.body?.getReader();
        const decoder = new TextDecoder();
        let text = "";
        while (!text.includes("now")) text += decoder.decode((await reader?.read())?.value, { stream: true });
        ok(!text.includes("later"));
        go.resolve();
        for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
          text += decoder.decode(next.value, { stream: true });
        }
        match(text, /later[\s\S]*\[DONE\]\n\n$/);
        ok(!text.includes("sk-secret"));
        deepEqual(keys, ["Bearer sk-secret"]);
      } finally {
        await server.close();
      }
    },
  },
];
