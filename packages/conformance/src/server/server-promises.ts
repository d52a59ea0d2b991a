import { gatewayPromises } from "./gateway-promises.ts";
import { listenPromises } from "./listen-promises.ts";
import type { ServerPromise } from "./server-ground.ts";
import { servingPromises } from "./serving-promises.ts";
import { tokenPromises } from "./token-promises.ts";

/** What the other end promises on every runtime. */
export const serverPromises: readonly ServerPromise[] = [
  ...servingPromises,
  ...listenPromises,
  ...gatewayPromises,
  ...tokenPromises,
];
