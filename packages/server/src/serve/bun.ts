import { respond } from "../http/respond.ts";
import { baseUrl, defaultHost, endWithin } from "./listening.ts";
import type { Listening, ListenOptions, Target } from "./listening.ts";

/** Boundary: what is used of Bun, whose types are no dependency of ours. */
declare const Bun: {
  serve(options: {
    port: number;
    hostname: string;
    idleTimeout: number;
    maxRequestBodySize: number;
    fetch(request: Request): Promise<Response>;
    error(error: unknown): Response;
  }): { port: number; stop(closeConnections: boolean): Promise<void> };
};

/**
 * Serves an emulator or a gateway over HTTP, on Bun.
 *
 * @throws what `Bun.serve` says when it cannot listen, such as EADDRINUSE.
 */
export async function listen(target: Target, at: ListenOptions = {}): Promise<Listening> {
  const hostname = at.host ?? defaultHost;
  const server = Bun.serve({
    port: at.port ?? 0,
    hostname,
    // A model that thinks for a minute is not idle.
    idleTimeout: 0,
    // The emulator counts for itself.
    maxRequestBodySize: Number.MAX_SAFE_INTEGER,
    // Bun prints an error that a body ends with; without one it is as well a reset for the client.
    fetch: (request) =>
      respond(request, (exchange) => target.handle(exchange), { breakOff: (controller) => controller.error() }),
    // Only a client that has left gets here: everything else is answered by the target itself.
    error: () => new Response(null, { status: 500 }),
  });
  return {
    url: baseUrl(hostname, server.port),
    port: server.port,
    async close({ graceMs = 0 } = {}) {
      if (graceMs === 0) await server.stop(true);
      else await endWithin(graceMs, server.stop(false), () => void server.stop(true));
    },
  };
}
