import { listen } from "@qwire/server/node";
import type { Reply } from "./exchange.ts";
import type { Upstream } from "../connect.ts";
import { createDemoGateway } from "./demo-gateway.ts";
import { createDemoHandler } from "./create-demo-handler.ts";
import type { DemoHouse } from "./create-demo-handler.ts";
import { createDoorkeeper } from "./doorkeeper.ts";
import { listFaults } from "./place-info.ts";
import { readPage } from "./read-page.ts";

export type ServePageOptions = {
  upstream: Upstream;
  /** The folder of the built page. */
  folder: string;
  model: string;
  question: string;
  /** `null`: the usual one, so that a browser finds its history again, or a free one where that is taken. */
  port: number | null;
};

/** A page that is served. */
export type ServedPage = {
  /** Lets one browser in, once. */
  link: string;
  origin: string;
  close(): Promise<void>;
};

const usualPort = 8788;

/**
 * Serves the built page and a gateway for it on this machine alone.
 *
 * @throws what the runtime says when it cannot read the folder or cannot listen
 */
export async function servePage(options: ServePageOptions): Promise<ServedPage> {
  const { upstream, folder, model, question } = options;
  const page = await readPage(folder);
  // The address is part of what is served, and is known once somebody listens.
  let handler: DemoHouse["gateway"] | null = null;
  const tooEarly: Reply = { status: 503, headers: {}, body: "" };
  const server = await listenAt({ handle: async (exchange) => handler?.handle(exchange) ?? tooEarly }, options.port);
  const hosts = [`127.0.0.1:${server.port}`, `localhost:${server.port}`];
  const origins = hosts.map((host) => `http://${host}`);
  const door = createDoorkeeper(server.port);
  const gateway = createDemoGateway(upstream, { door, origins, model });
  const faults = upstream.kind === "emulator" ? listFaults() : [];
  const info = { kind: upstream.kind, model, question, faults };
  handler = createDemoHandler({ page, info, door, hosts, origins, gateway });
  const origin = `http://127.0.0.1:${server.port}`;
  return { link: `${origin}${door.entrance}`, origin, close: () => server.close() };
}

async function listenAt(target: Parameters<typeof listen>[0], port: number | null): ReturnType<typeof listen> {
  if (port !== null) return listen(target, { port });
  return listen(target, { port: usualPort }).catch(() => listen(target, { port: 0 }));
}
