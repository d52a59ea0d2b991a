import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import {
  chunk,
  question,
  secretKey,
  streamHead,
  streams,
  town,
  until,
  usage,
  wait,
  wholeStream,
} from "./gateway-ground.ts";
import type { GatewayPromise } from "./gateway-ground.ts";

const asksUsage = { ...question, stream_options: { include_usage: true } };
const plain = { ...question, stream: false };
const reply = { id: "chatcmpl-1", object: "chat.completion", created: 1, model: "qwen-plus", choices: [], usage };

/** What comes back is what the service says, as it says it. */
export const passingPromises: readonly GatewayPromise[] = [
  {
    name: "hands a stream on byte for byte, however it is cut into pieces",
    run: town(
      async (response) => {
        response.writeHead(200, streamHead);
        const bytes = new TextEncoder().encode(wholeStream);
        for (let at = 0; at < bytes.length; at += 7) {
          response.write(bytes.subarray(at, at + 7));
          if (at % 70 === 0) await wait(1);
        }
        response.end();
      },
      {},
      async ({ ask, end }) => {
        const response = await ask(asksUsage);
        assert.equal(response.status, 200);
        assert.match(response.headers.get("content-type") ?? "", /^text\/event-stream/);
        assert.equal(await response.text(), wholeStream);
        await until(() => end() !== undefined, "the end");
        assert.deepEqual(end()?.usage, usage);
        assert.equal(end()?.outcome, "complete");
      },
    ),
  },
  {
    name: "hands each event on when it comes",
    async run(ground) {
      const go = Promise.withResolvers<void>();
      await town(
        async (response) => {
          response.writeHead(200, streamHead).write(chunk({ content: "now" }));
          await go.promise;
          response.end(chunk({ content: "later", finish_reason: "stop" }) + "data: [DONE]\n\n");
        },
        {},
        async ({ ask }) => {
          const reader = (await ask(question)).body?.getReader();
          const first = new TextDecoder().decode((await reader?.read())?.value);
          assert.equal(first, chunk({ content: "now" }));
          go.resolve();
          let rest = "";
          for (let next = await reader?.read(); next && !next.done; next = await reader?.read())
            rest += new TextDecoder().decode(next.value);
          assert.match(rest, /later[\s\S]*\[DONE\]\n\n$/);
        },
      )(ground);
    },
  },
  {
    name: "asks for usage where it is metered, and keeps what the client has not asked for",
    run: town(streams(), {}, async ({ ask, asked, end }) => {
      const text = await (await ask(question)).text();
      assert.equal(text, wholeStream.replace(chunk({ usage }), ""));
      assert.deepEqual(JSON.parse(asked[0]?.body ?? "").stream_options, { include_usage: true });
      await until(() => end() !== undefined, "the end");
      assert.deepEqual(end()?.usage, usage);
    }),
  },
  {
    name: "adds nothing to a request where nothing is metered",
    async run(ground) {
      await town(
        streams(),
        // There, but given as absent.
        Object.fromEntries([["onEvent", undefined]]),
        async ({ ask, asked }) => {
          assert.equal(await (await ask(question)).text(), wholeStream);
          assert.deepEqual(JSON.parse(asked[0]?.body ?? ""), question);
        },
      )(ground);
    },
  },
  {
    name: "hands a plain reply on",
    run: town(
      (response) => void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(reply)),
      {},
      async ({ ask, end }) => {
        const response = await ask(plain);
        assert.deepEqual(await response.json(), reply);
        await until(() => end() !== undefined, "the end");
        assert.deepEqual([end()?.outcome, end()?.status, end()?.usage, end()?.stream], ["complete", 200, usage, false]);
      },
    ),
  },
  {
    name: "hands a plain reply of megabytes on as it comes, and breaks off where it breaks off",
    run: town(
      async (response) => {
        response.writeHead(200, { "content-type": "application/json" });
        response.write(`{"choices":"${"x".repeat(3_000_000)}`);
        await wait(100);
        response.destroy();
      },
      {},
      async ({ ask, end }) => {
        const response = await ask(plain);
        assert.equal(response.status, 200);
        await assert.rejects(response.text());
        await until(() => end() !== undefined, "the end");
        assert.equal(end()?.outcome, "cut");
      },
    ),
  },
  {
    name: "sends upstream what was checked, the key, and nothing else of the client",
    run: town(streams(), {}, async ({ ask, asked }) => {
      const headers = {
        cookie: "session=1",
        "x-forwarded-for": "1.2.3.4",
        "x-dashscope-datainspection": "disable",
        "x-stainless-lang": "js",
        "openai-organization": "acme",
      };
      await (await ask(question, { headers })).text();
      const { authorization, ...rest } = asked[0]?.headers ?? {};
      assert.equal(authorization, `Bearer ${secretKey}`);
      for (const name of Object.keys(headers)) assert.ok(!(name in rest), name);
      assert.equal(rest["accept-encoding"], "identity");
    }),
  },
  {
    name: "forwards the request headers it is told to",
    run: town(streams(), { forwardHeaders: ["X-DashScope-OssResourceResolve"] }, async ({ ask, asked }) => {
      await (await ask(question, { headers: { "x-dashscope-ossresourceresolve": "enable", "x-own": "1" } })).text();
      assert.equal(asked[0]?.headers["x-dashscope-ossresourceresolve"], "enable");
      assert.ok(!("x-own" in (asked[0]?.headers ?? {})));
    }),
  },
  {
    name: "hands on the service's request id, and none of its cookies and inner headers",
    run: town(
      (response) =>
        void response
          .writeHead(200, {
            ...streamHead,
            "set-cookie": "acw_tc=1",
            "x-envoy-upstream-service-time": "3",
            server: "istio-envoy",
          })
          .end(wholeStream),
      {},
      async ({ ask }) => {
        const { headers } = await ask(question);
        assert.equal(headers.get("x-request-id"), "upstream-id-1");
        assert.equal(headers.get("x-content-type-options"), "nosniff");
        assert.match(headers.get("cache-control") ?? "", /no-transform/);
        for (const name of ["set-cookie", "x-envoy-upstream-service-time", "server"])
          assert.equal(headers.get(name), null);
      },
    ),
  },
  {
    name: "keeps every digit of a large seed",
    run: town(streams(), {}, async ({ ask, asked }) => {
      const text = JSON.stringify(question).replace("{", '{"seed":18446744073709551615,');
      assert.equal((await ask(text)).status, 200);
      assert.match(asked[0]?.body ?? "", /"seed":18446744073709551615\b/);
    }),
  },
  {
    name: "sends the request it has checked, where a key stands twice",
    run: town(streams(), {}, async ({ ask, asked }) => {
      const text = JSON.stringify(question).replace("{", '{"model":"forbidden",');
      await (await ask(text)).text();
      assert.equal(asked[0]?.body.match(/"model"/g)?.length, 1);
      assert.equal(JSON.parse(asked[0]?.body ?? "").model, "qwen-plus");
    }),
  },
  {
    name: "changes a request as `shape` says",
    run: town(
      streams(),
      { shape: (request, { name }) => ({ ...request, max_tokens: name === "ann" ? 10 : 1000 }) },
      async ({ ask, asked }) => {
        await (await ask({ ...question, max_tokens: 5000 })).text();
        await (await ask({ ...question, max_tokens: 5000 }, { token: "token-of-bob" })).text();
        assert.deepEqual(
          asked.map(({ body }) => JSON.parse(body).max_tokens),
          [10, 1000],
        );
      },
    ),
  },
  {
    name: "stops the service within 50 ms of a client's abort",
    async run(ground) {
      let closedAt = 0;
      await town(
        (response) => {
          response.writeHead(200, streamHead).write(chunk({ content: "a" }));
          response.on("close", () => (closedAt = performance.now()));
        },
        {},
        async ({ ask, end, events }) => {
          const delays: number[] = [];
          // The best of some: a busy machine may be late, a gateway that waits for something always is.
          for (let tries = 0; tries < 5; tries++) {
            [closedAt, events.length] = [0, 0];
            const leave = new AbortController();
            const reader = (await ask(question, { signal: leave.signal })).body?.getReader();
            await reader?.read();
            const leftAt = performance.now();
            leave.abort();
            await until(() => closedAt > 0 && end() !== undefined, "the service's socket to close");
            assert.equal(end()?.outcome, "aborted");
            delays.push(closedAt - leftAt);
          }
          assert.ok(Math.min(...delays) < 50, `closed after ${Math.min(...delays)} ms`);
        },
      )(ground);
    },
  },
  {
    name: "stops the service when the client leaves before it has answered",
    async run(ground) {
      let isClosed = false;
      await town(
        (response) => void response.on("close", () => (isClosed = true)),
        {},
        async ({ ask, asked, end }) => {
          const leave = new AbortController();
          const asking = ask(question, { signal: leave.signal });
          await until(() => asked.length === 1, "the question to arrive");
          leave.abort();
          await assert.rejects(asking);
          await until(() => isClosed && end() !== undefined, "the service's socket to close");
          assert.deepEqual([end()?.outcome, end()?.status], ["aborted", 0]);
        },
      )(ground);
    },
  },
  {
    name: "lets an idle reader stop the service",
    async run(ground) {
      let written = 0;
      const event = chunk({ content: "x".repeat(64 * 1024) });
      await town(
        async (response) => {
          response.writeHead(200, streamHead);
          const closed = once(response, "close");
          for (let sent = 0; sent < 100 * 1024 * 1024 && !response.destroyed; sent += event.length) {
            const isFree = response.write(event, () => (written += event.length));
            if (!isFree) await Promise.race([once(response, "drain"), closed]);
          }
        },
        // A reader that takes its time is no service that has fallen silent.
        { timeouts: { idleMs: 150 } },
        async ({ url, end }) => {
          const body = JSON.stringify(question);
          const socket = connect(Number(new URL(url).port), "127.0.0.1");
          socket.write(
            `POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer token-of-ann\r\n` +
              `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
          );
          await new Promise((resolve) => socket.once("readable", resolve));
          let before = -1;
          while (before !== written) {
            before = written;
            await wait(200);
          }
          // Sockets hold some megabytes, and a gateway nothing to speak of.
          assert.ok(written < 32 * 1024 * 1024, `${written} bytes were taken`);
          assert.equal(end(), undefined);
          socket.destroy();
          await until(() => end() !== undefined, "the end");
          assert.equal(end()?.outcome, "aborted");
        },
      )(ground);
    },
  },
];
