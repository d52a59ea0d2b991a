/** What not every runtime can do; what needs it is kept where it can. */
export type Need =
  /** `ca` of the connection options. */
  | "ca"
  /** `cert` and `key`. */
  | "client certificate"
  /** `proxy`. */
  | "proxy"
  /** Proxies from the environment. */
  | "environment"
  /** The runtime tells why a connection failed. */
  | "reason"
  /** A redirect that is not followed shows where it leads. */
  | "redirect target"
  /** Connections are kept for the next request, and can be counted. */
  | "pool"
  /** A transport that is closed has no connection any more. */
  | "close"
  /** A socket to listen on. */
  | "listen";

/** A promise, as data: the same everywhere. Throws when the promise does not hold. */
export type Promised<Ground> = { name: string; needs?: Need; run(ground: Ground): Promise<void> };
