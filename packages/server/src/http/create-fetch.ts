import { respond } from "./respond.ts";
import type { Handle } from "./respond.ts";

/** What `fetch` takes and gives everywhere, so that an SDK can be given it in place of its own. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** The web skin over `handle`. */
export function createFetch(handle: Handle): Fetch {
  return (input, init) => {
    const request = new Request(input, init);
    held.set(request.signal, [input, request]);
    return respond(request, handle);
  };
}

/** Requests, by the signal a reply listens to: Node's pass an abort on only as long as they are held themselves. */
const held = new WeakMap<AbortSignal, readonly unknown[]>();
