import { respond } from "../http/respond.ts";
import { baseUrl, defaultHost, endWithin } from "./listening.ts";
import type { Listening, ListenOptions, Target } from "./listening.ts";

/** Boundary: what is used of Deno, whose types are no dependency of ours. */
declare const Deno: {
  serve(
    options: {
      port: number;
      hostname: string;
      signal: AbortSignal;
      onListen(): void;
      onError(error: unknown): Response;
    },
    handler: (request: Request) => Promise<Response>,
  ): { addr: { port: number }; finished: Promise<void>; shutdown(): Promise<void> };
};

/**
 * Serves an emulator or a gateway over HTTP, on Deno.
 *
 * @throws what `Deno.serve` says when it cannot listen, such as AddrInUse.
 */
export async function listen(target: Target, at: ListenOptions = {}): Promise<Listening> {
  const hostname = at.host ?? defaultHost;
  const stop = new AbortController();
  // Once it shuts down gently, Deno's own signal is not to be fired any more.
  const cut = new AbortController();
  let isDraining = false;
  const server = Deno.serve(
    {
      port: at.port ?? 0,
      hostname,
      signal: stop.signal,
      onListen: () => {},
      // Only a client that has left gets here: everything else is answered by the target itself.
      onError: () => new Response(null, { status: 500 }),
    },
    (request) => {
      const signal = AbortSignal.any([request.signal, cut.signal]);
      return respond(request, (exchange) => target.handle(exchange), { signal });
    },
  );
  return {
    url: baseUrl(hostname, server.addr.port),
    port: server.addr.port,
    async close({ graceMs = 0 } = {}) {
      if (graceMs === 0) (isDraining ? cut : stop).abort();
      else {
        isDraining = true;
        await endWithin(graceMs, server.shutdown(), () => cut.abort());
      }
      await server.finished;
    },
  };
}
