import { pathToFileURL } from "node:url";
import type { fetchTransport } from "@qwire/adapters/fetch";
import type { Client, createClient, defineTool } from "@qwire/core";
import type { createPartialJson } from "@qwire/core/partial-json";
import { baseURL } from "../stream/question.ts";
import type { MemoryFetch } from "../workload/memory-fetch.ts";
import { bundleFile } from "./bundle-file.ts";

type Qwire = {
  createClient: typeof createClient;
  createPartialJson: typeof createPartialJson;
  defineTool: typeof defineTool;
  fetchTransport: typeof fetchTransport;
};

// A boundary: the file is made by build-qwire.ts before any contender starts.
export const qwire: Qwire = (await import(pathToFileURL(bundleFile()).href)) as Qwire;

/** Our client over this `fetch`. */
export function createQwireClient(fetch: MemoryFetch): Client {
  return qwire.createClient({ baseURL, apiKey: "bench", transport: qwire.fetchTransport({ fetch }) });
}
