import assert from "node:assert/strict";
import { connect } from "node:net";
import { memoryLimiter } from "../../src/gateway.ts";
import { question, secretKey, streams, town, until, wait } from "./gateway-ground.ts";
import type { GatewayPromise } from "./gateway-ground.ts";

const page = "https://chat.example.com";

async function refusal(response: Response): Promise<{ status: number; message: string; code: string; param: string }> {
  const { error } = await response.json();
  return { status: response.status, message: error.message, code: error.code, param: error.param };
}

/** What is refused before the service is asked. */
export const refusingPromises: readonly GatewayPromise[] = [
  {
    name: "lets in whom `authorize` knows, and asks it every time",
    async run(ground) {
      const once = new Set(["ticket"]);
      const authorize = (request: Request): { name: string } | null => {
        const token = request.headers.get("authorization")?.replace("Bearer ", "") ?? "";
        return once.delete(token) ? { name: "ann" } : null;
      };
      await town(streams(), { authorize }, async ({ ask, asked, url, events }) => {
        assert.equal((await ask(question, { token: "ticket" })).status, 200);
        // Replayed, wrong and missing.
        for (const token of ["ticket", "other", null]) {
          const told = await refusal(await ask(question, { token }));
          assert.deepEqual([told.status, told.code], [401, "invalid_api_key"]);
        }
        assert.equal((await fetch(`${url}/models`)).status, 401);
        assert.equal(asked.length, 1);
        const end = events.findLast((event) => event.type === "end");
        assert.deepEqual([end?.outcome, end?.who, end?.model, end?.status], ["refused", null, null, 401]);
      })(ground);
    },
  },
  {
    name: "answers preflights of allowed pages, and refuses others",
    run: town(streams(), { origins: [page] }, async ({ ask, url, asked }) => {
      const preflight = (origin: string): Promise<Response> =>
        fetch(`${url}/chat/completions`, {
          method: "OPTIONS",
          headers: {
            origin,
            "access-control-request-method": "POST",
            "access-control-request-headers": "authorization,content-type,x-stainless-os",
          },
        });
      const allowed = await preflight(page);
      assert.equal(allowed.status, 204);
      assert.equal(allowed.headers.get("access-control-allow-origin"), page);
      assert.equal(allowed.headers.get("access-control-allow-credentials"), "true");
      assert.match(allowed.headers.get("access-control-allow-headers") ?? "", /x-stainless-os/);
      assert.match(allowed.headers.get("vary") ?? "", /Origin/);

      for (const origin of ["https://evil.example", `${page}.evil.example`, "null", page.toUpperCase()]) {
        const refused = await preflight(origin);
        assert.equal(refused.status, 403, origin);
        assert.equal(refused.headers.get("access-control-allow-origin"), null);
        const asking = await ask(question, { headers: { origin } });
        assert.equal(asking.headers.get("access-control-allow-origin"), null);
        assert.equal((await refusal(asking)).code, "access_denied");
        assert.equal((await fetch(`${url}/models`, { headers: { origin } })).status, 403);
      }
      assert.equal(asked.length, 0);
      const fine = await ask(question, { headers: { origin: page } });
      assert.equal(fine.headers.get("access-control-allow-origin"), page);
      assert.match(fine.headers.get("access-control-expose-headers") ?? "", /x-request-id/);
      // An error too must be readable for the page.
      const wrong = await ask({}, { headers: { origin: page } });
      assert.equal(wrong.headers.get("access-control-allow-origin"), page);
    }),
  },
  {
    name: "lets pages of any origin in where told so, without their cookies",
    run: town(streams(), { origins: ["*"] }, async ({ ask }) => {
      const { status, headers } = await ask(question, { headers: { origin: "https://any.example" } });
      assert.equal(status, 200);
      assert.equal(headers.get("access-control-allow-origin"), "https://any.example");
      assert.equal(headers.get("access-control-allow-credentials"), null);
    }),
  },
  {
    name: "knows the models it was given, and lists them",
    run: town(streams(), {}, async ({ ask, url, asked }) => {
      const told = await refusal(await ask({ ...question, model: "qwen-long" }));
      assert.deepEqual([told.status, told.code], [404, "model_not_found"]);
      const headers = { authorization: "Bearer token-of-ann" };
      const list = await (await fetch(`${url}/models`, { headers })).json();
      assert.deepEqual(
        list.data.map((one: { id: string }) => one.id),
        ["qwen-plus", "qwen3-max"],
      );
      assert.equal((await (await fetch(`${url}/models/qwen3-max`, { headers })).json()).id, "qwen3-max");
      assert.equal((await fetch(`${url}/models/qwen-long`, { headers })).status, 404);
      assert.equal(asked.length, 0);
    }),
  },
  {
    name: "names a parameter it does not pass on, and takes what stock clients send",
    run: town(streams(), {}, async ({ ask, asked }) => {
      const told = await refusal(await ask({ ...question, wat: 1 }));
      assert.deepEqual([told.status, told.param], [400, "wat"]);
      assert.match(told.message, /"wat"/);
      assert.equal((await ask({ ...question, store: true, user: "u1", metadata: {} })).status, 200);
      assert.equal(asked.length, 1);
      assert.equal(JSON.parse(asked[0]?.body ?? "").user, "u1");
    }),
  },
  {
    name: "takes only the parameters of `allow`",
    run: town(streams(), { allow: ["stream", "temperature", "brand_new"] }, async ({ ask }) => {
      assert.equal((await ask({ ...question, temperature: 0.5, brand_new: 1 })).status, 200);
      assert.equal((await refusal(await ask({ ...question, enable_search: true }))).param, "enable_search");
    }),
  },
  {
    name: "refuses what is wrong for every model, in words that name the field",
    run: town(streams(), {}, async ({ ask, asked }) => {
      const wrong = await refusal(await ask({ ...question, messages: [{ role: "user" }] }));
      assert.equal(wrong.status, 400);
      assert.match(wrong.message, /messages\[0\]/);
      const texts = [
        "",
        "[]",
        "null",
        "{",
        "[".repeat(1000),
        '{"model":"qwen-plus"}',
        '{"messages":[]}',
        '{"model":{"a":1},"messages":[]}',
      ];
      for (const text of texts) assert.equal((await ask(text)).status, 400, text.slice(0, 20));
      assert.equal(asked.length, 0);
    }),
  },
  {
    name: "answers wrong paths, methods and content types",
    run: town(streams(), {}, async ({ ask, url }) => {
      const headers = { authorization: "Bearer token-of-ann" };
      assert.equal((await fetch(`${url}/other`, { headers })).status, 404);
      const wrong = await fetch(`${url}/chat/completions`, { headers });
      assert.deepEqual([wrong.status, wrong.headers.get("allow")], [405, "POST"]);
      const form = await ask("a=1", { headers: { "content-type": "application/x-www-form-urlencoded" } });
      assert.equal(form.status, 415);
    }),
  },
  {
    name: "counts a body while it reads it",
    run: town(streams(), { maxBodyBytes: 10_000 }, async ({ ask, url, asked }) => {
      const long = { ...question, messages: [{ role: "user", content: "长".repeat(5000) }] };
      assert.equal((await ask(long)).status, 413);
      const port = Number(new URL(url).port);
      const head =
        "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer token-of-ann\r\nContent-Type: application/json\r\n";
      // No length is told, and it never ends.
      const socket = connect(port, "127.0.0.1");
      let told = "";
      let isClosed = false;
      socket
        .on("data", (data) => (told += String(data)))
        .on("close", () => (isClosed = true))
        .on("error", () => {});
      socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n`);
      while (told === "" && !isClosed) {
        socket.write(`400\r\n${"x".repeat(1024)}\r\n`);
        await wait(5);
      }
      assert.match(told, /^HTTP\/1\.1 413 /);
      socket.destroy();
      assert.equal(asked.length, 0);
    }),
  },
  {
    name: "waits for a body only so long",
    run: town(streams(), { timeouts: { readMs: 150 } }, async ({ url, events }) => {
      const socket = connect(Number(new URL(url).port), "127.0.0.1");
      let told = "";
      socket.on("data", (data) => (told += String(data))).on("error", () => {});
      socket.write(
        "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer token-of-ann\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n",
      );
      // Slow-loris: a byte now and then.
      const drip = setInterval(() => socket.write("{"), 40);
      await until(() => told !== "", "an answer");
      clearInterval(drip);
      assert.match(told, /^HTTP\/1\.1 408 /);
      socket.destroy();
      const end = events.find((event) => event.type === "end");
      assert.deepEqual([end?.outcome, end?.who], ["refused", "ann"]);
    }),
  },
  {
    name: "takes no header out of another one",
    run: town(streams(), { forwardHeaders: ["x-own"] }, async ({ url, asked }) => {
      const body = JSON.stringify(question);
      const send = (lines: string): Promise<string> =>
        new Promise((resolve, reject) => {
          const socket = connect(Number(new URL(url).port), "127.0.0.1");
          let told = "";
          socket
            .on("data", (data) => (told += String(data)))
            .on("error", reject)
            .on("close", () => resolve(told));
          const length = `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n`;
          socket.write(
            `POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\n${lines}${length}Content-Type: application/json\r\n\r\n${body}`,
          );
        });
      const token = "Authorization: Bearer token-of-ann\r\n";
      await send(`${token}X-Own: a%0d%0aX-DashScope-DataInspection: disable\r\n`);
      assert.equal(asked[0]?.headers["x-own"], "a%0d%0aX-DashScope-DataInspection: disable");
      assert.ok(!("x-dashscope-datainspection" in (asked[0]?.headers ?? {})));
      // A name twice: one of them is nobody's key.
      await send(`${token}${token.replace("ann", "bob")}`);
      assert.ok(asked.every(({ headers }) => headers.authorization === `Bearer ${secretKey}`));
      // A bare line feed is no end of a line to every server; what is let through must not be two headers upstream.
      await send(`${token}X-Own: b\nX-Evil: 1\r\n`).catch(() => "");
      assert.ok(asked.every(({ headers }) => !("x-evil" in headers)));
    }),
  },
  {
    name: "tells who is over a limit when to come back",
    run: (ground) =>
      town(streams(), { limiter: memoryLimiter({ requestsPerMinute: 2 }) }, async ({ ask, events }) => {
        for (let asked = 0; asked < 2; asked++) assert.equal((await ask(question)).status, 200);
        const over = await ask(question);
        const seconds = Number(over.headers.get("retry-after"));
        assert.ok(seconds > 50 && seconds <= 61, String(seconds));
        const told = await refusal(over);
        assert.deepEqual([told.status, told.code], [429, "limit_requests"]);
        // Each has their own.
        assert.equal((await ask(question, { token: "token-of-bob" })).status, 200);
        const refused = events.find((event) => event.type === "end" && event.outcome === "refused");
        assert.equal(refused?.type === "end" && refused.code, "limit_requests");
      })(ground),
  },
  {
    name: "frees a stream's slot however it ends",
    async run(ground) {
      const go = Promise.withResolvers<void>();
      let isFirst = true;
      await town(
        async (response) => {
          if (!isFirst) return streams()(response, response.req);
          isFirst = false;
          response.writeHead(200, { "content-type": "text/event-stream" }).write(": wait\n\n");
          await go.promise;
          response.destroy();
        },
        { limiter: memoryLimiter({ streams: 1 }) },
        async ({ ask, events }) => {
          const reader = (await ask(question)).body?.getReader();
          await reader?.read();
          assert.equal((await refusal(await ask(question))).code, "limit_requests");
          go.resolve();
          while ((await reader?.read())?.done === false) continue;
          await until(() => events.some((event) => event.type === "end" && event.outcome === "cut"), "the cut");
          assert.equal((await ask(question)).status, 200);
        },
      )(ground);
    },
  },
  {
    name: "holds a request against the tokens it may cost, and settles what it did",
    run: (ground) =>
      town(streams(), { limiter: memoryLimiter({ tokensPerMinute: 100 }) }, async ({ ask, end }) => {
        // May cost about 90, and costs 12.
        assert.equal((await (await ask({ ...question, max_tokens: 80 })).text()).includes("[DONE]"), true);
        await until(() => end() !== undefined, "the end");
        assert.equal((await (await ask({ ...question, max_tokens: 70 })).text()).includes("[DONE]"), true);
        const over = await refusal(await ask({ ...question, max_tokens: 90 }));
        assert.deepEqual([over.status, over.code], [429, "insufficient_quota"]);
      })(ground),
  },
];
