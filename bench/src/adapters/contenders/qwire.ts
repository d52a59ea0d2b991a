import { pathToFileURL } from "node:url";
import type { fetchTransport } from "@qwire/adapters/fetch";
import type { nodeTransport } from "@qwire/adapters/node";
import type { createClient, Transport } from "@qwire/core";
import { questionOf } from "../contender.ts";
import type { MakeAsk } from "../contender.ts";

/** What the bundle exports. */
type Doors = {
  createClient: typeof createClient;
  fetchTransport: typeof fetchTransport;
  nodeTransport: typeof nodeTransport;
};

/** `create({ stream: true })`, each chunk checked, over one of our transports. */
export function qwireOver(transportOf: (doors: Doors) => Transport): MakeAsk {
  return async ({ baseURL, bundle }) => {
    // A boundary: the file is made by build-adapters.ts before any contender starts.
    const doors = (await import(pathToFileURL(bundle).href)) as Doors;
    const client = doors.createClient({ baseURL, apiKey: "bench", transport: transportOf(doors) });
    return async function* ask(how) {
      for await (const chunk of await client.chat.completions.create(questionOf(how))) {
        const text = chunk.choices[0]?.delta.content;
        if (text) yield text;
      }
    };
  };
}
