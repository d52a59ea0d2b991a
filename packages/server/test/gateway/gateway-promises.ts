import { failingPromises } from "./failing-promises.ts";
import type { GatewayPromise } from "./gateway-ground.ts";
import { passingPromises } from "./passing-promises.ts";
import { refusingPromises } from "./refusing-promises.ts";

/** Everything a gateway promises on a socket: run by vitest on Node, and by a script of its own elsewhere. */
export const gatewayPromises: readonly GatewayPromise[] = [...passingPromises, ...refusingPromises, ...failingPromises];
