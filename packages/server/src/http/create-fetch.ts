import { respond } from "./respond.ts";
import type { Handle } from "./respond.ts";

/** What `fetch` takes and gives everywhere, so that an SDK can be given it in place of its own. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** The web skin over `handle`. */
export function createFetch(handle: Handle): Fetch {
  return (input, init) => respond(new Request(input, init), handle);
}
