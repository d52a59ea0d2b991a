import type { Exchange } from "./exchange.ts";
import { noteHeader } from "./service-headers.ts";

/**
 * CORS for browsers under development: any origin, and whatever headers a preflight asks for, because SDKs add their
 * own (`x-stainless-*`). Without an `Origin` there is nothing to say.
 */
export function corsHeaders({ method, header }: Exchange): Record<string, string> {
  const vary = "Origin,Access-Control-Request-Method,Access-Control-Request-Headers";
  const origin = header("origin");
  if (origin === undefined) return { vary };
  const allowed = { vary, "access-control-allow-origin": origin, "access-control-expose-headers": "*" };
  if (method !== "OPTIONS") return { ...allowed, "access-control-expose-headers": `x-request-id,${noteHeader}` };
  return {
    ...allowed,
    "access-control-allow-methods": "GET,POST,OPTIONS",
    "access-control-allow-headers": header("access-control-request-headers") ?? "authorization,content-type",
    "access-control-max-age": "600",
  };
}
