import * as tls from "node:tls";
import { EnvHttpProxyAgent, ProxyAgent } from "undici";
import type { Agent, Dispatcher } from "undici";
import type { ConnectionOptions } from "../connection-options.ts";

/** What Node can choose beyond the others. */
export type NodeConnectionOptions = ConnectionOptions & {
  /** How long making a connection may take, in milliseconds. Default 10,000. */
  connectTimeoutMs?: number;
  /** Most connections to one host at a time; further requests wait. Default: no limit. */
  connections?: number;
};

/** Connections as the options want them, over a proxy of theirs or the environment's. */
export function createDispatcher(options: NodeConnectionOptions): Dispatcher {
  const { proxy, ca, cert, key, connectTimeoutMs, connections, keepAliveMs } = options;
  const secure = {
    ...(ca === undefined ? {} : { ca: [...trustedCertificates(), ...[ca].flat()] }),
    ...(cert === undefined ? {} : { cert, key }),
    ...(connectTimeoutMs === undefined ? {} : { timeout: connectTimeoutMs }),
  };
  const pool: Agent.Options = {
    connect: secure,
    // Core has the clocks; undici's would end a model that thinks for long.
    headersTimeout: 0,
    bodyTimeout: 0,
    ...(connections === undefined ? {} : { connections }),
    ...(keepAliveMs === undefined ? {} : { keepAliveTimeout: keepAliveMs, keepAliveMaxTimeout: keepAliveMs }),
  };
  // The proxy itself may have a private certificate as well.
  const proxied = { ...pool, requestTls: secure, proxyTls: secure };
  return proxy === undefined ? new EnvHttpProxyAgent(proxied) : new ProxyAgent({ ...proxied, uri: proxy });
}

/** What Node trusts by itself: undici takes our list in its place. */
function trustedCertificates(): readonly string[] {
  // Older than Node 22.15: only those that came with it.
  return tls.getCACertificates?.("default") ?? tls.rootCertificates;
}
