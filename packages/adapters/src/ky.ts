import type { Transport } from "@qwire/core";
import type { KyInstance } from "ky";
import { fetchTransport } from "./fetch.ts";

/**
 * Carries the bytes over a ky instance, so that its hooks and headers apply. Its retries, its timeout and its throwing
 * for a status are switched off per call: core does these once, for every transport.
 *
 * An `afterResponse` hook that reads its copy of the response holds the whole stream back until the end.
 *
 * @example createClient({ ...modelStudio({ region: "beijing" }), apiKey, transport: kyTransport(ky.create({ hooks })) })
 */
export function kyTransport(instance: KyInstance): Transport {
  return fetchTransport({
    fetch: (url, init) => instance(url, { ...init, retry: 0, timeout: false, throwHttpErrors: false }),
  });
}
