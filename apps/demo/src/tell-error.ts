import { isChatError } from "qwire";
import { UsageError } from "./read-options.ts";

/** One sentence or two a person can act on; what nobody foresaw keeps its stack, because that is a bug of ours. */
export function tellError(error: unknown): string {
  if (isChatError(error) || error instanceof UsageError || error instanceof TypeError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
