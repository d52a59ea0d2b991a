import { respond } from "../http/respond.ts";
import { baseUrl, defaultHost } from "./listening.ts";
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
  ): { addr: { port: number }; finished: Promise<void> };
};

/**
 * Serves an emulator or a gateway over HTTP, on Deno.
 *
 * @throws what `Deno.serve` says when it cannot listen, such as AddrInUse.
 */
export async function listen(target: Target, at: ListenOptions = {}): Promise<Listening> {
  const hostname = at.host ?? defaultHost;
  const stop = new AbortController();
  const server = Deno.serve(
    {
      port: at.port ?? 0,
      hostname,
      signal: stop.signal,
      onListen: () => {},
      // Only a client that has left gets here: everything else is answered by the target itself.
      onError: () => new Response(null, { status: 500 }),
    },
    (request) => respond(request, (exchange) => target.handle(exchange)),
  );
  return {
    url: baseUrl(hostname, server.addr.port),
    port: server.addr.port,
    close() {
      stop.abort();
      return server.finished;
    },
  };
}
