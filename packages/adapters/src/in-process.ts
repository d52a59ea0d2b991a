import type { Transport } from "@qwire/core";
import { fetchTransport } from "./fetch.ts";

/** A server that is a function: an emulator's `fetch`, a worker's, a route handler. */
export type RequestHandler = (request: Request) => Response | Promise<Response>;

/**
 * Carries the bytes to a handler in the same process: no socket, no port.
 *
 * @example createClient({ baseURL: "http://emulator/v1", apiKey: "any", transport: inProcessTransport(emulator.fetch) })
 */
export function inProcessTransport(handler: RequestHandler): Transport {
  return fetchTransport({ fetch: async (url, init) => handler(new Request(url, init)) });
}
