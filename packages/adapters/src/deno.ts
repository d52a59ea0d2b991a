import type { Region } from "@qwire/core";
import { checkConnectionOptions } from "./connection-options.ts";
import type { ConnectionOptions, ConnectionTransport } from "./connection-options.ts";
import { fetchTransport } from "./fetch.ts";
import { readEnvironment } from "./from-environment.ts";
import type { Environment } from "./from-environment.ts";

export type { ConnectionOptions, ConnectionTransport } from "./connection-options.ts";
export type { Environment } from "./from-environment.ts";

type HttpClient = { close(): void };

/** Boundary: what is used of Deno, whose types are no dependency of ours. */
declare const Deno: {
  createHttpClient(options: {
    proxy?: { url: string; basicAuth?: { username: string; password: string } };
    caCerts?: string[];
    cert?: string;
    key?: string;
    poolMaxIdlePerHost?: number;
    poolIdleTimeout?: number;
  }): HttpClient;
  env: { get(name: string): string | undefined };
};

/** How Deno connects. */
export type DenoTransportOptions = ConnectionOptions & {
  /** Most idle connections that are kept for one host. Default: Deno's. */
  idleConnections?: number;
};

/**
 * Carries the bytes on Deno, over `fetch` and connections of its own: a pool, proxies, private certificates. It needs
 * `--allow-net` for the service's host (and the proxy's), and nothing else.
 *
 * @throws TypeError for options that do not go together.
 * @example createClient({ ...fromEnvironment(), transport: denoTransport({ ca: await Deno.readTextFile("ca.pem") }) })
 */
export function denoTransport(options: DenoTransportOptions = {}): ConnectionTransport {
  checkConnectionOptions(options);
  const { proxy, ca, cert, key, keepAliveMs, idleConnections } = options;
  const client = Deno.createHttpClient({
    ...(proxy === undefined ? {} : { proxy: toProxy(proxy) }),
    ...(ca === undefined ? {} : { caCerts: [ca].flat() }),
    ...(cert === undefined || key === undefined ? {} : { cert, key }),
    ...(keepAliveMs === undefined ? {} : { poolIdleTimeout: keepAliveMs }),
    ...(idleConnections === undefined ? {} : { poolMaxIdlePerHost: idleConnections }),
  });
  // Boundary: lib.dom does not know of Deno's `client`.
  const init = { client } as RequestInit;
  const transport = fetchTransport({ fetch: (url, own) => globalThis.fetch(url, { ...own, ...init }) });
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) client.close();
    isOpen = false;
  };
  return Object.assign(transport, { close, [Symbol.asyncDispose]: close });
}

/** Deno wants the name and the password of a proxy beside its address. */
function toProxy(proxy: string): { url: string; basicAuth?: { username: string; password: string } } {
  const url = new URL(proxy);
  const basicAuth = { username: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  if (basicAuth.username === "") return { url: proxy };
  url.username = url.password = "";
  return { url: url.href, basicAuth };
}

/**
 * The key and the base URL that DASHSCOPE_API_KEY and DASHSCOPE_BASE_URL name; Deno asks for the permission to read
 * these two (`--allow-env=DASHSCOPE_API_KEY,DASHSCOPE_BASE_URL`). A region that is given wins; without either it is
 * Beijing's. A missing key fails the first call, with the remedy.
 *
 * @example createClient({ ...fromEnvironment({ region: "singapore" }), transport: denoTransport() })
 */
export function fromEnvironment({ region }: { region?: Region } = {}): Environment {
  return readEnvironment((name) => Deno.env.get(name), region);
}
