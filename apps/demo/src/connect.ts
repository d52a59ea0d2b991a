import { createEmulator } from "@qwire/server";
import { listen } from "@qwire/server/node";
import { loadTokenizer } from "@qwire/tokenizer";
import { backoff, createClient, modelStudio } from "qwire";
import type { Client, Region, RetryPolicy } from "qwire";
import { UsageError } from "./read-options.ts";
import type { DemoOptions } from "./read-options.ts";
import { demoEngine } from "./serve/demo-engine.ts";

/** Where a place is, for whoever asks there too. */
export type Upstream = { kind: "emulator" | "service"; baseURL: string; apiKey: string };

/** A place to talk to. */
export type Place = {
  client: Client;
  upstream: Upstream;
  /** Says which of the two it is. */
  title: string;
  close(): Promise<void>;
};

/**
 * The real service where there is a key, an emulator on a free loopback port where there is none.
 *
 * @param onWait is told when a request is about to be sent again.
 * @throws UsageError when a place was named but no key is there; TypeError for a place that is none.
 */
export async function connect(options: DemoOptions, onWait: (sentence: string) => void): Promise<Place> {
  const { apiKey, region, baseURL, model } = options;
  const retry = patience(onWait);
  if (apiKey !== null) {
    // `createClient` refuses what is no region, with the list of those that are.
    const at = baseURL === null ? { region: (region ?? "beijing") as Region } : { baseURL };
    const client = createClient({ ...at, apiKey, retry });
    const upstream = { kind: "service", baseURL: at.baseURL ?? modelStudio(at).baseURL, apiKey } as const;
    const title = `Model Studio (${baseURL ?? region ?? "beijing"}), model ${model}`;
    return { client, upstream, title, close: async () => {} };
  }
  if (region !== null || baseURL !== null) {
    throw new UsageError("There is no API key for the real service: set DASHSCOPE_API_KEY, or leave the address out.");
  }
  const server = await listen(createEmulator({ engine: demoEngine(), tokenizer: await loadTokenizer() }), { port: 0 });
  return {
    upstream: { kind: "emulator", baseURL: server.url, apiKey: "emulator" },
    client: createClient({ baseURL: server.url, apiKey: "emulator", retry }),
    title: `local emulator (${server.url}), no key, no network`,
    close: () => server.close(),
  };
}

/** Waits for a busy service and says so; a host that is not there is not there. */
function patience(onWait: (sentence: string) => void): RetryPolicy {
  const policy = backoff({ retries: 3 });
  return async (failed) => {
    const decision = failed.error.code === "connection_failed" ? null : await policy(failed);
    if (decision !== null) onWait(`${failed.error.code}, next try in ${(decision.waitMs / 1000).toFixed(1)} s`);
    return decision;
  };
}
