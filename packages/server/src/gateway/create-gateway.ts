import type { Reply, ServedExchange } from "../http/exchange.ts";
import { respond } from "../http/respond.ts";
import type { GatewayOptions } from "./gateway-options.ts";
import { routeGateway } from "./route-gateway.ts";
import { readSettings } from "./settings.ts";

/** A handler of web requests: for Deno, Bun, workers, and any framework that knows them. */
export type Gateway = ((request: Request) => Promise<Response>) & {
  /** The same over plain data: for `listen` of `@qwire/server/node`, and faster there. */
  handle(exchange: ServedExchange): Promise<Reply>;
};

/**
 * Makes a gateway to Model Studio's chat interface: `POST …/chat/completions` and `GET …/models` under any prefix. The
 * key stays here; what goes upstream is checked, what comes back is handed on byte by byte as it is read. It keeps no
 * state but its limiter's, and does not retry: clients do that.
 *
 * @throws TypeError on options that cannot be, in one sentence with the remedy
 * @example
 *   const gateway = createGateway({
 *     apiKey: process.env.DASHSCOPE_API_KEY,
 *     models: ["qwen-plus"],
 *     authorize: async (request) => (await sessionOf(request))?.userId ?? null,
 *   });
 *   Deno.serve(gateway); // or: await listen(gateway, { port: 8080 }) with listen of @qwire/server/node
 */
export function createGateway<Who>(options: GatewayOptions<Who>): Gateway {
  const settings = readSettings(options);
  const handle = (exchange: ServedExchange): Promise<Reply> => routeGateway(exchange, settings);
  const answer = async (request: Request): Promise<Response> => {
    try {
      return await respond(request, handle);
    } catch (error) {
      // Who has left gets nothing, and runtimes print what a handler throws.
      if (request.signal.aborted) return new Response(null, { status: 499 });
      throw error;
    }
  };
  return Object.assign(answer, { handle });
}
