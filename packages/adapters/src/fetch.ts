import type { Transport } from "@qwire/core";
import { tellReason } from "./tell-reason.ts";
import { toTransportReply } from "./to-transport-reply.ts";

/** Any function that answers like the web's own `fetch`. */
export type FetchLike = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Carries the bytes over `fetch`, the runtime's own or one you give. Redirects are not followed: a key never travels to
 * another host.
 *
 * @example createClient({ ...modelStudio({ region: "beijing" }), apiKey, transport: fetchTransport() })
 */
export function fetchTransport(options: { fetch?: FetchLike } = {}): Transport {
  return async ({ method, url, headers, body }, signal) => {
    // Looked up per call, so that a fetch replaced later (msw, an instrumentation) is the one that is used.
    const send = options.fetch ?? globalThis.fetch;
    const init: RequestInit = { method, headers, signal, redirect: "manual" };
    return toTransportReply(await send(url, body === undefined ? init : { ...init, body }).catch(tellReason));
  };
}
