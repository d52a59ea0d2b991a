import type { Transport } from "@qwire/core";

/** How connections are made. The same names in every adapter that can choose. */
export type ConnectionOptions = {
  /**
   * The proxy of all requests: `http://user:password@proxy.example:3128`. Default: HTTPS_PROXY, HTTP_PROXY and NO_PROXY of
   * the environment, which a proxy given here overrides.
   */
  proxy?: string;
  /** Certificates in PEM to be trusted beside those of the runtime, such as a company's own. */
  ca?: string | readonly string[];
  /** A client certificate in PEM, for servers that want one; `key` goes with it. */
  cert?: string;
  /** The private key of `cert`, in PEM. */
  key?: string;
  /** How long an idle connection is kept for the next request, in milliseconds. Default: the runtime's. */
  keepAliveMs?: number;
};

/** A transport that holds connections. Idle ones do not keep a program alive. */
export type ConnectionTransport = Transport &
  AsyncDisposable & {
    /** Closes its connections, those in use when their replies are over. */
    close(): Promise<void>;
  };

/** @throws TypeError for a half of a pair, or for what is no proxy's address. */
export function checkConnectionOptions({ proxy, cert, key }: ConnectionOptions): void {
  if ((cert === undefined) !== (key === undefined)) {
    throw new TypeError("A client certificate is a pair: give both `cert` and `key`, in PEM.");
  }
  if (proxy === undefined || /^(https?|socks5):$/.test(URL.parse(proxy)?.protocol ?? "")) return;
  // Never with the value: it may hold a password.
  throw new TypeError("`proxy` is no proxy's address. Write it like `http://proxy.example:3128`.");
}
