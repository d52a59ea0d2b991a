import type { Region } from "@qwire/core";
import { checkConnectionOptions } from "./connection-options.ts";
import type { ConnectionTransport } from "./connection-options.ts";
import { fetchTransport } from "./fetch.ts";
import { readEnvironment } from "./from-environment.ts";
import type { Environment } from "./from-environment.ts";
import { createDispatcher } from "./node/create-dispatcher.ts";
import type { NodeConnectionOptions } from "./node/create-dispatcher.ts";
import { sendDirectly } from "./node/send-directly.ts";
import { tellReason } from "./tell-reason.ts";

export type { ConnectionOptions, ConnectionTransport } from "./connection-options.ts";
export type { Environment } from "./from-environment.ts";
export type { NodeConnectionOptions } from "./node/create-dispatcher.ts";

/** How Node connects, and by which way. */
export type NodeTransportOptions = NodeConnectionOptions & {
  /**
   * Goes through `undici.request` instead of `fetch`: about a third of its time to the first chunk and of its CPU. What
   * intercepts `fetch` (msw, some instrumentations) does not see such requests. Default `false`.
   */
  direct?: boolean;
};

/**
 * Carries the bytes on Node, over the global `fetch` and connections of its own: a pool that is kept alive, proxies,
 * private certificates. Needs the package `undici`, version 7.
 *
 * It has no clock beside `connectTimeoutMs`; Node's `fetch` alone gives up after five silent minutes.
 *
 * @throws TypeError for options that do not go together.
 * @example createClient({ ...fromEnvironment(), transport: nodeTransport({ proxy: "http://proxy.example:3128" }) })
 */
export function nodeTransport(options: NodeTransportOptions = {}): ConnectionTransport {
  checkConnectionOptions(options);
  const { direct = false, ...connection } = options;
  const dispatcher = createDispatcher(connection);
  // Boundary: lib.dom does not know of Node's `dispatcher`.
  const init = { dispatcher } as RequestInit;
  const overFetch = fetchTransport({ fetch: (url, own) => globalThis.fetch(url, { ...own, ...init }) });
  const directly: typeof overFetch = (request, signal) =>
    sendDirectly(request, { signal, dispatcher }).catch(tellReason);
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => (closing ??= dispatcher.close());
  return Object.assign(direct ? directly : overFetch, { close, [Symbol.asyncDispose]: close });
}

/**
 * The key and the base URL that DASHSCOPE_API_KEY and DASHSCOPE_BASE_URL name. A region that is given wins; without
 * either it is Beijing's. A missing key fails the first call, with the remedy.
 *
 * @example createClient({ ...fromEnvironment({ region: "singapore" }), transport: nodeTransport() })
 */
export function fromEnvironment({ region }: { region?: Region } = {}): Environment {
  return readEnvironment((name) => process.env[name], region);
}
