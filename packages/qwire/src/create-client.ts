import { fetchTransport } from "@qwire/adapters/fetch";
import { createClient as createCoreClient, modelStudio } from "@qwire/core";
import type { Client, ClientOptions as CoreOptions, Region } from "@qwire/core";
import { readEnvironment } from "./read-environment.ts";

/** What a client may be told; every field has a default. */
export type ClientOptions = Partial<Omit<CoreOptions, "baseURL">> & {
  /** Where the key was issued. Default `beijing`. */
  region?: Region;
  /** Instead of a region. Default: DASHSCOPE_BASE_URL, then the region's. */
  baseURL?: string;
};

/**
 * Makes a client for Qwen models on Alibaba Cloud Model Studio over `fetch`.
 *
 * @param options `apiKey`: default DASHSCOPE_API_KEY, read when a call needs it. A missing key fails the first call.
 * @throws TypeError for a region or base URL that is none.
 * @example const client = createClient({ region: "singapore" });
 */
export function createClient(options: ClientOptions = {}): Client {
  const { region, baseURL, transport, apiKey, ...rest } = options;
  return createCoreClient({
    ...rest,
    apiKey: apiKey ?? (() => readEnvironment("DASHSCOPE_API_KEY") ?? ""),
    baseURL: baseURL ?? placeOf(region),
    transport: transport ?? fetchTransport(),
  });
}

/** A region that is named wins over the environment. */
function placeOf(region: Region | undefined): string {
  const fromEnvironment = region === undefined ? readEnvironment("DASHSCOPE_BASE_URL") : undefined;
  return fromEnvironment || modelStudio({ region: region ?? "beijing" }).baseURL;
}
