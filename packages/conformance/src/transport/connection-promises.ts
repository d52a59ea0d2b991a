import { equal, ok } from "node:assert/strict";
import { failure, passes, question, visit } from "./transport-ground.ts";
import type { TransportGround, TransportPromise, Wishes } from "./transport-ground.ts";

/** Certificates and proxies, for adapters that can choose. */
export const connectionPromises: readonly TransportPromise[] = [
  {
    name: "a private certificate authority is trusted when it is given, for plain replies and streams",
    needs: "ca",
    async run(ground) {
      const { town } = ground;
      await isReached(ground, { origin: town.https, wishes: { ca: town.ca } });
      const { chat, close } = visit(ground, "stream", { origin: town.https, wishes: { ca: town.ca } });
      equal((await chat.stream(question).completion()).choices[0]?.message.content, "ab");
      await close();
    },
  },
  {
    name: "a client certificate is shown, and without it the server says no",
    needs: "client certificate",
    async run(ground) {
      const { ca, httpsForKnown: origin, clientCertificate: cert, clientKey: key } = ground.town;
      await isReached(ground, { origin, wishes: { ca, cert, key } });
      const { chat, close } = visit(ground, "plain", { origin, wishes: { ca } });
      equal((await failure(chat.create(question))).code, "connection_failed");
      await close();
    },
  },
  {
    name: "a proxy carries what is encrypted by CONNECT, and what is not",
    needs: "proxy",
    async run(ground) {
      const { ca, https, http, proxy } = ground.town;
      for (const origin of [https, http]) {
        const before = (await passes(ground)).length;
        await isReached(ground, { origin, wishes: { ca, proxy } });
        const seen = (await passes(ground)).slice(before);
        ok(
          seen.some((target) => target.includes(new URL(origin).host)),
          `The proxy has not seen ${origin}.`,
        );
      }
    },
  },
  {
    name: "a proxy is told the name and the password of its address",
    needs: "proxy",
    async run(ground) {
      const { ca, https, guardedProxy } = ground.town;
      const proxy = guardedProxy.replace("://", "://name:password@");
      await isReached(ground, { origin: https, wishes: { ca, proxy } });
    },
  },
  {
    name: "a proxy that says no: connection_failed, the reason is proxy",
    needs: "proxy",
    async run(ground) {
      const { ca, https, proxy, guardedProxy } = ground.town;
      for (const [origin, refusing] of [
        [https, guardedProxy],
        ["https://forbidden.invalid", proxy],
      ] as const) {
        const { chat, close } = visit(ground, "plain", { origin, wishes: { ca, proxy: refusing } });
        const error = await failure(chat.create(question));
        equal(error.code, "connection_failed");
        equal(error.reason, "proxy");
        await close();
      }
    },
  },
  {
    name: "a proxy that is not there: connection_failed, the reason is refused",
    needs: "proxy",
    async run(ground) {
      const { ca, https, refused } = ground.town;
      const { chat, close } = visit(ground, "plain", { origin: https, wishes: { ca, proxy: refused } });
      const error = await failure(chat.create(question));
      equal(error.code, "connection_failed");
      equal(error.reason, "refused");
      await close();
    },
  },
  {
    name: "HTTPS_PROXY and NO_PROXY of the environment are obeyed",
    needs: "environment",
    async run(ground) {
      const { ca, https, proxy } = ground.town;
      // By another name, for a connection that is kept from an earlier promise is made already.
      const origin = https.replace("127.0.0.1", "localhost");
      for (const [noProxy, isProxied] of [
        ["", true],
        ["localhost", false],
      ] as const) {
        const before = (await passes(ground)).length;
        await inEnvironment({ HTTPS_PROXY: proxy, NO_PROXY: noProxy }, () =>
          isReached(ground, { origin, wishes: { ca } }),
        );
        equal((await passes(ground)).length > before, isProxied);
      }
    },
  },
];

async function isReached(ground: TransportGround, at: { origin: string; wishes: Wishes }): Promise<void> {
  const { chat, told, close } = visit(ground, "plain", at);
  equal((await chat.create(question)).choices[0]?.message.content, "Hello");
  equal((await told()).requests.length, 1);
  await close();
}

async function inEnvironment(variables: Record<string, string>, run: () => Promise<void>): Promise<void> {
  // Boundary: no runtime's types are known here.
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  const env = process?.env ?? {};
  const before = Object.fromEntries(Object.keys(variables).map((name) => [name, env[name]]));
  Object.assign(env, variables);
  try {
    await run();
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete env[name];
      else env[name] = value;
    }
  }
}
