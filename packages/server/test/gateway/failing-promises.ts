import assert from "node:assert/strict";
import { chunk, question, secretKey, streamHead, streams, town, until, wait, wholeStream } from "./gateway-ground.ts";
import type { GatewayPromise } from "./gateway-ground.ts";

const json = { "content-type": "application/json" };
const plain = { ...question, stream: false };

async function refusal(response: Response): Promise<{ status: number; message: string; code: string }> {
  const { error } = await response.json();
  return { status: response.status, message: error.message, code: error.code };
}

/** The last event of a stream that went wrong. */
function lastError(text: string): { code: string; message: string } {
  assert.ok(!text.includes("[DONE]"));
  assert.ok(text.endsWith("\n\n"));
  const payload = text.trimEnd().split("\n\n").at(-1)?.replace("data: ", "") ?? "";
  return JSON.parse(payload).error;
}

/** What clients are told when the service has a bad day. */
export const failingPromises: readonly GatewayPromise[] = [
  {
    name: "ends a stream that is cut with an error event, on which no half event sticks",
    run: town(
      async (response) => {
        response.writeHead(200, streamHead).write(chunk({ content: "你" }) + 'data: {"choices":[{"del');
        await wait(50);
        response.destroy();
      },
      {},
      async ({ ask, end }) => {
        const text = await (await ask(question)).text();
        assert.ok(text.startsWith(chunk({ content: "你" }) + "data: {"));
        assert.deepEqual(lastError(text).code, "internal_error");
        assert.match(lastError(text).message, /broke off/);
        assert.equal(text.split("\n\n").length, 3);
        await until(() => end() !== undefined, "the end");
        assert.equal(end()?.outcome, "cut");
      },
    ),
  },
  {
    name: "takes a stream for cut that ends without a finish reason",
    run: town(streams(chunk({ content: "你" })), {}, async ({ ask, end }) => {
      assert.match(lastError(await (await ask(question)).text()).message, /broke off/);
      await until(() => end() !== undefined, "the end");
      assert.equal(end()?.outcome, "cut");
    }),
  },
  {
    name: "takes a finish reason for an end, also without [DONE]",
    run: town(streams(wholeStream.replace("data: [DONE]\n\n", "")), {}, async ({ ask, end }) => {
      const text = await (await ask({ ...question, stream_options: { include_usage: true } })).text();
      assert.equal(text, wholeStream.replace("data: [DONE]\n\n", ""));
      await until(() => end() !== undefined, "the end");
      assert.equal(end()?.outcome, "complete");
    }),
  },
  {
    name: "hands an error of the service in the middle on as it is",
    run: town(
      streams(`${chunk({ content: "你" })}data: {"error":{"message":"overloaded","code":"ServiceUnavailable"}}\n\n`),
      {},
      async ({ ask }) => assert.equal(lastError(await (await ask(question)).text()).code, "ServiceUnavailable"),
    ),
  },
  {
    name: "turns a stream that is cut before its first byte into an error with a status",
    run: town(
      async (response) => {
        response.writeHead(200, streamHead).flushHeaders();
        await wait(30);
        response.destroy();
      },
      {},
      async ({ ask }) => {
        const told = await refusal(await ask(question));
        assert.deepEqual([told.status, told.code], [502, "internal_error"]);
      },
    ),
  },
  {
    name: "says that the service cannot be reached",
    run: town(streams(), { baseURL: "http://127.0.0.1:9/v1" }, async ({ ask, end }) => {
      const told = await refusal(await ask(question));
      assert.deepEqual([told.status, told.code], [502, "internal_error"]);
      assert.match(told.message, /could not reach/);
      assert.equal(end()?.outcome, "failed");
      assert.ok(end()?.cause instanceof Error);
    }),
  },
  {
    name: "waits only so long for headers, the first byte, the next one, and the whole",
    async run(ground) {
      const silent = town(
        () => {},
        { timeouts: { headersMs: 80 } },
        async ({ ask, end }) => {
          const told = await refusal(await ask(question));
          assert.deepEqual([told.status, told.code], [504, "RequestTimeOut"]);
          assert.equal(end()?.outcome, "failed");
        },
      );
      const headersOnly = town(
        (response) => response.writeHead(200, streamHead).flushHeaders(),
        { timeouts: { firstByteMs: 80 } },
        async ({ ask }) => assert.equal((await refusal(await ask(question))).status, 504),
      );
      const stalls = town(
        (response) => void response.writeHead(200, streamHead).write(chunk({ content: "你" })),
        { timeouts: { idleMs: 80 } },
        async ({ ask, end }) => {
          assert.match(lastError(await (await ask(question)).text()).message, /fell silent/);
          assert.equal(end()?.outcome, "cut");
        },
      );
      const goesOn = town(
        async (response) => {
          response.writeHead(200, streamHead);
          while (!response.destroyed) {
            response.write(chunk({ content: "你" }));
            await wait(10);
          }
        },
        { timeouts: { totalMs: 200 } },
        async ({ ask }) => assert.match(lastError(await (await ask(question)).text()).message, /longer/),
      );
      for (const one of [silent, headersOnly, stalls, goesOn]) await one(ground);
    },
  },
  {
    name: "hands the service's refusal on, with its status, code and time to wait",
    run: town(
      (response) =>
        void response
          .writeHead(429, { ...json, "retry-after": "7", "x-request-id": "upstream-id-9" })
          .end('{"error":{"message":"You exceeded your current requests list.","code":"limit_requests"}}'),
      {},
      async ({ ask, end }) => {
        const response = await ask(question);
        assert.equal(response.headers.get("retry-after"), "7");
        assert.equal(response.headers.get("x-request-id"), "upstream-id-9");
        assert.deepEqual((await refusal(response)).code, "limit_requests");
        assert.deepEqual(
          [end()?.outcome, end()?.code, end()?.upstreamRequestId],
          ["failed", "limit_requests", "upstream-id-9"],
        );
      },
    ),
  },
  {
    name: "keeps a refusal of its own key to itself",
    run: town(
      (response) =>
        void response
          .writeHead(401, json)
          .end(`{"error":{"message":"Incorrect API key provided: ${secretKey}","code":"invalid_api_key"}}`),
      {},
      async ({ ask, end }) => {
        const response = await ask(question);
        const text = await response.text();
        assert.equal(response.status, 502);
        assert.ok(!text.includes(secretKey));
        assert.match(text, /gateway's own key/);
        assert.equal(end()?.outcome, "failed");
      },
    ),
  },
  {
    name: "puts an error of its own in the place of pages, redirects and half replies",
    async run(ground) {
      const page = town(
        (response) => void response.writeHead(503, { "content-type": "text/html" }).end("<h1>nginx</h1>"),
        {},
        async ({ ask }) => {
          const told = await refusal(await ask(question));
          assert.deepEqual([told.status, told.code], [503, "ServiceUnavailable"]);
        },
      );
      const portal = town(
        (response) => void response.writeHead(200, { "content-type": "text/html" }).end("<h1>Sign in</h1>"),
        {},
        async ({ ask }) => assert.equal((await refusal(await ask(question))).status, 502),
      );
      const redirect = town(
        (response, { url }) =>
          void (url === "/elsewhere"
            ? response.end("secret")
            : response.writeHead(307, { location: "/elsewhere" }).end()),
        {},
        async ({ ask, asked }) => {
          assert.equal((await refusal(await ask(question))).status, 502);
          assert.equal(asked.length, 1);
        },
      );
      const half = town(
        async (response) => {
          response.writeHead(200, { ...json, "content-length": 100 }).write('{"id":1');
          await wait(20);
          response.destroy();
        },
        {},
        async ({ ask }) => assert.equal((await refusal(await ask(plain))).status, 502),
      );
      for (const one of [page, portal, redirect, half]) await one(ground);
    },
  },
  {
    name: "keeps what a function of the operator's throws to the operator",
    async run(ground) {
      const fault = (): never => {
        throw new Error("secret of the house");
      };
      for (const tuning of [{ authorize: fault }, { apiKey: fault }, { shape: fault }, { identify: fault }]) {
        await town(streams(), tuning, async ({ ask, end }) => {
          const response = await ask(question);
          assert.equal(response.status, 500);
          assert.ok(!(await response.text()).includes("secret of the house"));
          assert.match(String(end()?.cause), /secret of the house/);
          assert.equal(end()?.outcome, "failed");
        })(ground);
      }
      await town(streams(), { onEvent: fault }, async ({ ask }) => assert.equal((await ask(question)).status, 200))(
        ground,
      );
    },
  },
  {
    name: "asks for a key where it is a function, and sends none that cannot be one",
    async run(ground) {
      const apiKey = ({ name }: { name: string }): string => (name === "ann" ? "sk-of-ann" : "sk-with\nline");
      await town(streams(), { apiKey }, async ({ ask, asked, events }) => {
        await (await ask(question)).text();
        assert.equal(asked[0]?.headers.authorization, "Bearer sk-of-ann");
        assert.equal((await ask(question, { token: "token-of-bob" })).status, 500);
        assert.ok(
          !JSON.stringify(events, (_, value) => (value instanceof Error ? value.stack : value)).includes("sk-with"),
        );
      })(ground);
    },
  },
  {
    name: "tells what it does, and nothing that was said",
    run: town(streams(), {}, async ({ ask, events, end }) => {
      await (await ask(question)).text();
      await until(() => end() !== undefined, "the end");
      assert.deepEqual(
        events.map(({ type }) => type),
        ["start", "first-byte", "end"],
      );
      assert.equal(new Set(events.map(({ id }) => id)).size, 1);
      const { who, model, stream, status, code, upstreamRequestId, elapsedMs } = end() ?? {};
      assert.deepEqual([who, model, stream, status, code], ["ann", "qwen-plus", true, 200, null]);
      assert.equal(upstreamRequestId, "upstream-id-1");
      assert.ok(typeof elapsedMs === "number" && elapsedMs >= 0);
      const told = JSON.stringify(events);
      for (const secret of ["你", secretKey, "token-of-ann"]) assert.ok(!told.includes(secret), secret);
    }),
  },
];
