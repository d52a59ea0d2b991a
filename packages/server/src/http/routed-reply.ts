import type { Reply } from "./exchange.ts";

/** A reply before the headers that all replies share. */
export type RoutedReply = Reply & { requestId: string };
