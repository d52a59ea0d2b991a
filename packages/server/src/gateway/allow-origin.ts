import type { Exchange } from "../http/exchange.ts";

const vary = "Origin,Access-Control-Request-Method,Access-Control-Request-Headers";

/** Whether a page of this origin may ask. Who sends none is no page, or one of the gateway's own that only reads. */
export function isAllowedOrigin(origin: string | undefined, origins: readonly string[]): boolean {
  return origin === undefined || origins.includes("*") || origins.includes(origin);
}

/**
 * What a page of an allowed origin is told, in preflights and with replies. Origins that are named may send cookies;
 * pages of any origin (`"*"`) may not.
 */
export function originHeaders({ method, header }: Exchange, origins: readonly string[]): Record<string, string> {
  const origin = header("origin");
  if (origin === undefined || !isAllowedOrigin(origin, origins)) return { vary };
  const allowed: Record<string, string> = { vary, "access-control-allow-origin": origin };
  if (origins.includes(origin)) allowed["access-control-allow-credentials"] = "true";
  if (method !== "OPTIONS") return { ...allowed, "access-control-expose-headers": "x-request-id,retry-after" };
  return {
    ...allowed,
    "access-control-allow-methods": "GET,POST",
    // SDKs add their own (`x-stainless-*`), and none of them goes further than here.
    "access-control-allow-headers": header("access-control-request-headers") ?? "authorization,content-type",
    "access-control-max-age": "600",
  };
}
