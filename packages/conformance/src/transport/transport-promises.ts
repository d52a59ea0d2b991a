import { abortPromises } from "./abort-promises.ts";
import { connectionPromises } from "./connection-promises.ts";
import { failurePromises } from "./failure-promises.ts";
import { replyPromises } from "./reply-promises.ts";
import type { TransportPromise } from "./transport-ground.ts";

/** What every transport over a socket must do, against the town's odd servers. */
export const transportPromises: readonly TransportPromise[] = [
  ...replyPromises,
  ...abortPromises,
  ...failurePromises,
  ...connectionPromises,
];
