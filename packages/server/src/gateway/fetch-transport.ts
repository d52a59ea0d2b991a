import type { GatewayOptions } from "./gateway-options.ts";
import type { GatewayTransport } from "./transport.ts";

type FetchLike = NonNullable<GatewayOptions<unknown>["fetch"]>;

/** Carries bytes over `fetch`, the runtime's own unless another is given. Redirects are not followed: a key stays with its host. */
export function fetchTransport(fetchLike?: FetchLike): GatewayTransport {
  return async ({ method, url, headers, body }, signal) => {
    // Looked up per call, so that a fetch replaced later (an instrumentation) is the one that is used.
    const send = fetchLike ?? globalThis.fetch;
    const response = await send(url, { method, headers, body, signal, redirect: "manual" });
    return { status: response.status, headers: response.headers, body: response.body && readingOf(response.body) };
  };
}

/** Web streams of some runtimes cannot be iterated. */
async function* readingOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    void reader.cancel().catch(() => {});
  }
}
