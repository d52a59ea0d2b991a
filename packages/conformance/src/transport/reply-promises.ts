import { deepEqual, equal, match, ok } from "node:assert/strict";
import { failure, question, visit } from "./transport-ground.ts";
import type { TransportPromise } from "./transport-ground.ts";

const contentOf = (reply: { choices: Array<{ message: { content?: unknown } }> }): unknown =>
  reply.choices[0]?.message.content;

/** A reply is read as it comes, whatever its shape. */
export const replyPromises: readonly TransportPromise[] = [
  {
    name: "a request is carried as it is, and a plain reply",
    async run(ground) {
      const { chat, told } = visit(ground, "echo");
      const reply = await chat.create(question);
      equal(contentOf(reply), "Hello");
      deepEqual(Reflect.get(reply, "echo"), question);
      const [request] = (await told()).requests;
      equal(request?.method, "POST");
      match(request.path, /\/v1\/chat\/completions$/);
      equal(request.headers["authorization"], "Bearer sk-town-key");
      match(String(request.headers["content-type"]), /^application\/json/);
      equal(request.headers["accept"], "application/json");
    },
  },
  {
    name: "models are listed with GET and no body",
    async run(ground) {
      const { client, told } = visit(ground, "models");
      equal((await client.models.list()).data[0]?.id, "qwen-plus");
      const [request] = (await told()).requests;
      equal(request?.method, "GET");
      equal(request?.body, "");
    },
  },
  ...(["signed", "gzip", "deflate", "br"].map((behaviour) => ({
    name: `a stream${behaviour === "signed" ? "" : ` in ${behaviour}`} is read piece by piece: each before the next is sent`,
    async run(ground) {
      // Where it is not unpacked nothing comes that could be signed for.
      const { chat, sign } = visit(ground, behaviour, { timeouts: { firstEventMs: 1500, idleMs: 1500 } });
      const seen: string[] = [];
      for await (const text of chat.stream(question).text()) {
        seen.push(text);
        await sign();
        // The last sign ends the body.
        if (seen.length === 3) await sign();
      }
      deepEqual(seen, ["a", "b", "c"]);
    },
  })) satisfies TransportPromise[]),
  {
    name: "a compressed plain reply is unpacked",
    async run(ground) {
      equal(contentOf(await visit(ground, "gzip-plain").chat.create(question)), "Hello");
    },
  },
  {
    name: "a body that only the end of its connection ends (HTTP/1.0) is read to that end",
    async run(ground) {
      equal(contentOf(await visit(ground, "http-1.0").chat.stream(question).completion()), "ab");
    },
  },
  {
    name: "early hints before the reply are no reply",
    async run(ground) {
      equal(contentOf(await visit(ground, "hints").chat.create(question)), "Hello");
    },
  },
  {
    name: "a stream that is sent byte by byte is read whole",
    async run(ground) {
      equal(contentOf(await visit(ground, "bytewise").chat.stream(question).completion()), "你好");
    },
  },
  {
    name: "a stream of eight megabytes is read whole",
    async run(ground) {
      const reply = await visit(ground, "long").chat.stream(question).completion();
      equal(String(contentOf(reply)).length, 8 * 1024 * 1024);
    },
  },
  ...(["slow-headers", "slow-body"].map((behaviour) => ({
    name: `${behaviour.replace("-", " ")}: the transport has no clock, core waits as long as it is told`,
    async run(ground) {
      const forever = Number.POSITIVE_INFINITY;
      const timeouts = { headersMs: forever, firstEventMs: forever, idleMs: forever };
      const reply = await visit(ground, behaviour, { timeouts }).chat.stream(question).completion();
      equal(contentOf(reply), behaviour === "slow-body" ? "abc" : "Hello");
    },
  })) satisfies TransportPromise[]),
  {
    name: "headers of 12 KiB are read",
    async run(ground) {
      equal(contentOf(await visit(ground, "large-headers").chat.create(question)), "Hello");
    },
  },
  {
    name: "headers of a megabyte are read, or are connection_failed",
    async run(ground) {
      const asked = visit(ground, "endless-headers").chat.create(question);
      const isRead = await asked.then(
        () => true,
        () => false,
      );
      if (!isRead) equal((await failure(asked)).code, "connection_failed");
    },
  },
  {
    name: "204 is an invalid_reply, and no crash",
    async run(ground) {
      const { chat } = visit(ground, "no-content");
      equal((await failure(chat.create(question))).code, "invalid_reply");
      match((await failure(chat.stream(question).completion())).code, /invalid_reply|stream_cut/);
    },
  },
  ...([400, 429, 500, 503].map((status) => ({
    name: `${status} is an answer, not an exception, and is asked for once`,
    async run(ground) {
      const { chat, told } = visit(ground, `status-${status}`);
      const error = await failure(chat.create(question));
      deepEqual([error.code, error.status, error.requestId], ["rate_limited", status, "r-2"]);
      equal((await told()).requests.length, 1);
    },
  })) satisfies TransportPromise[]),
  {
    name: "a redirect is not followed: the key goes nowhere else",
    async run(ground) {
      const { chat, told, baseURL } = visit(ground, "redirect");
      const error = await failure(chat.create(question));
      equal(error.code, "invalid_reply");
      match(error.message, /redirects to/);
      ok(!error.message.includes("secret"));
      equal((await told()).requests.length, 1);
      const elsewhere = baseURL.replace(ground.town.http, "").split("/")[2];
      const seen = await fetch(`${ground.town.control}/told/elsewhere-${elsewhere}`);
      deepEqual(((await seen.json()) as { requests: unknown[] }).requests, []); // Boundary: the town's own.
    },
  },
  {
    name: "a redirect: the error says where it leads",
    needs: "redirect target",
    async run(ground) {
      const error = await failure(visit(ground, "redirect").chat.create(question));
      equal(error.status, 307);
      match(error.message, /redirects to http:\/\/127\.0\.0\.1:\d+\/plain\/elsewhere-/);
    },
  },
];
