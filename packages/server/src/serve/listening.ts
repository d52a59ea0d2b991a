import type { Reply, ServedExchange } from "../http/exchange.ts";

/** Anything that answers exchanges: an emulator, a gateway. */
export type Target = { handle(exchange: ServedExchange): Promise<Reply> };

/** Where to listen. */
export type ListenOptions = {
  /** Default 0: a free one. */
  port?: number;
  /** Default 127.0.0.1: this machine only. */
  host?: string;
};

/** A server that listens. */
export type Listening = {
  /** The base URL to give an SDK, for example `http://127.0.0.1:8787/compatible-mode/v1`. */
  url: string;
  port: number;
  /**
   * Stops listening, ends open sockets, and resolves when all are gone. Replies that run are given `graceMs` to end by
   * themselves: default 0. A second call without it ends them at once.
   */
  close(options?: CloseOptions): Promise<void>;
};

/** How a server stops. */
export type CloseOptions = { graceMs?: number };

export const defaultHost = "127.0.0.1";

/** The base URL of a server at this address; IPv6 addresses get their brackets. */
export function baseUrl(host: string, port: number): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}/compatible-mode/v1`;
}

/** Waits for the end of what runs, and ends it when its time is over. */
export async function endWithin(graceMs: number, ended: Promise<void>, endNow: () => void): Promise<void> {
  const late = setTimeout(endNow, graceMs);
  await ended.finally(() => clearTimeout(late));
}
