import type { GatewayOptions } from "./gateway-options.ts";

/** The name of who asks, for the limiter and in events; `null` where they have none. */
export function identify<Who>(who: Who, options: Pick<GatewayOptions<Who>, "identify">): string | null {
  if (options.identify !== undefined) return options.identify(who);
  return typeof who === "string" || typeof who === "number" ? String(who) : null;
}
