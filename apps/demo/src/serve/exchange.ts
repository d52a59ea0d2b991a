import type { Target } from "@qwire/server/node";

/** A request as `listen` hands it over. */
export type ServedExchange = Parameters<Target["handle"]>[0];

/** What `listen` writes. */
export type Reply = Awaited<ReturnType<Target["handle"]>>;
