import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { ConnectionReason } from "@qwire/core";
import { failure, question, visit } from "./transport-ground.ts";
import type { TransportGround, TransportPromise } from "./transport-ground.ts";

/** Where nothing comes back: how it is met, and the word for it. */
const lost: ReadonlyArray<{
  what: string;
  behaviour?: string;
  origin(town: TransportGround["town"]): string;
  reason: ConnectionReason;
}> = [
  { what: "a port where nobody listens", origin: (town) => town.refused, reason: "refused" },
  {
    what: "a name that has no address",
    origin: () => "http://nobody.invalid",
    reason: "dns",
  },
  {
    what: "a certificate nobody vouches for",
    origin: (town) => town.https,
    reason: "tls",
  },
  {
    what: "a server that does not speak TLS",
    origin: (town) => town.http.replace("http:", "https:"),
    reason: "tls",
  },
  {
    what: "a connection closed before the reply",
    behaviour: "broken",
    origin: (town) => town.http,
    reason: "reset",
  },
  {
    what: "a connection reset before the reply",
    behaviour: "reset",
    origin: (town) => town.http,
    reason: "reset",
  },
  {
    what: "a server that does not speak HTTP",
    behaviour: "no-http",
    origin: (town) => town.http,
    reason: "protocol",
  },
];

/** What fails is one typed error, the same everywhere. */
export const failurePromises: readonly TransportPromise[] = [
  ...lost.flatMap(({ what, behaviour = "plain", origin, reason }): TransportPromise[] => [
    {
      name: `${what}: connection_failed`,
      async run(ground) {
        const { chat } = visit(ground, behaviour, { origin: origin(ground.town) });
        const error = await failure(chat.create(question));
        deepEqual([error.code, error.status, error.retryable], ["connection_failed", null, true]);
        ok(error.message.startsWith(`${origin(ground.town)} could not be reached`), error.message);
      },
    },
    {
      name: `${what}: the reason is ${reason}`,
      needs: "reason",
      async run(ground) {
        const { chat } = visit(ground, behaviour, { origin: origin(ground.town) });
        equal((await failure(chat.create(question))).reason, reason);
      },
    },
  ]),
  {
    name: "a connection that breaks inside a stream: stream_cut, with what had come",
    async run(ground) {
      const error = await failure(visit(ground, "broken-body").chat.stream(question).completion());
      deepEqual([error.code, error.requestId], ["stream_cut", "r-1"]);
      equal(error.partial?.choices[0]?.message.content, "a");
    },
  },
  {
    name: "a connection that breaks inside a stream: the reason is reset",
    needs: "reason",
    async run(ground) {
      const error = await failure(visit(ground, "broken-body").chat.stream(question).completion());
      equal(error.reason, "reset");
    },
  },
  {
    name: "no failure shows the key or the prompt",
    async run(ground) {
      const secret = { ...question, messages: [{ role: "user" as const, content: "PROMPTMARK" }] };
      for (const behaviour of ["broken", "no-http", "broken-body", "status-500", "redirect", "no-content"]) {
        const { chat } = visit(ground, behaviour, { apiKey: "sk-KEYMARK-0123456789" });
        const error = await failure(chat.stream(secret).completion());
        for (let at: unknown = error; at instanceof Error; at = at.cause) {
          const shown = [at.name, at.message, at.stack, ...Object.values(at).map((value) => JSON.stringify(value))];
          ok(!/KEYMARK|PROMPTMARK/.test(shown.join()), `${behaviour} shows a secret.`);
        }
        match(error.code, /connection_failed|stream_cut|rate_limited|invalid_reply/);
      }
    },
  },
];
