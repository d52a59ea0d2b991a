import { createServer } from "node:http";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { behaviours, openToPages } from "./behaviours.ts";
import { makeCertificates } from "./certificates.ts";
import { createProxyServer } from "./proxy-server.ts";
import type { TownAddress } from "./town-address.ts";
import { createVisits } from "./visits.ts";
import type { Visit } from "./visits.ts";

/** Servers that behave oddly, on free ports of this machine. */
export type Town = AsyncDisposable & { address: TownAddress };

/** Opens the town: one Node process serves every runtime's visits. */
export async function openTown(): Promise<Town> {
  const visitOf = createVisits();
  const { ca, server: pair, client } = await makeCertificates();
  const answer: RequestListener = (request, reply) => {
    void behave(visitOf, request, reply).catch(() => request.socket.destroy());
  };
  const passed = (target: string): void => void passes.push(target);
  const passes: string[] = [];
  const servers = {
    http: createServer(answer),
    https: createSecureServer(pair, answer),
    httpsForKnown: createSecureServer({ ...pair, ca, requestCert: true, rejectUnauthorized: true }, answer),
    control: createServer((request, reply) => void control({ visitOf, passes }, request, reply)),
    proxy: createProxyServer({ passed }),
    guardedProxy: createProxyServer({ passed, credentials: "name:password" }),
    refused: createServer(),
  };
  const sockets = new Set<Socket>();
  for (const server of Object.values(servers)) server.on("connection", (socket) => void sockets.add(socket));
  const at = Object.fromEntries(
    await Promise.all(Object.entries(servers).map(async ([name, server]) => [name, await originOf(name, server)])),
  ) as Record<keyof typeof servers, string>; // Boundary: the same names.
  await close(servers.refused);
  return {
    address: { ...at, ca, clientCertificate: client.cert, clientKey: client.key },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await Promise.all(Object.values(servers).map(close));
    },
  };
}

async function behave(
  visitOf: (name: string) => Visit,
  request: IncomingMessage,
  reply: ServerResponse,
): Promise<void> {
  for (const [name, value] of Object.entries(openToPages)) reply.setHeader(name, value);
  if (request.method === "OPTIONS") return void reply.writeHead(204).end();
  const [, behaviour = "", name = ""] = (request.url ?? "").split("/");
  const visit = visitOf(name);
  await visit.note(request, reply);
  const act = behaviours[behaviour];
  if (act === undefined) return void reply.writeHead(404).end(`Nobody here behaves like "${behaviour}".`);
  await act(reply, { request, visit });
}

/** `/told/<visit>?until=left`, `/sign/<visit>`, `/passes`. */
async function control(
  { visitOf, passes }: { visitOf: (name: string) => Visit; passes: readonly string[] },
  { url = "" }: IncomingMessage,
  reply: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(url, "http://town");
  const [, verb, name = ""] = pathname.split("/");
  const visit = visitOf(name);
  const until = searchParams.get("until");
  if (until === "asked" || until === "left") await visit.until(until);
  if (verb === "sign") visit.sign();
  const told = verb === "passes" ? passes : visit.record();
  reply.writeHead(200, { ...openToPages, "content-type": "application/json" }).end(JSON.stringify(told));
}

async function originOf(name: string, server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return `${name.startsWith("https") ? "https" : "http"}://127.0.0.1:${port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => void server.close(() => resolve()));
}
