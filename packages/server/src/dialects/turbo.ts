import type { Dialect } from "./dialect.ts";
import { plus } from "./plus.ts";

/** qwen-turbo (recorded): streams like qwen-plus; plain replies have their keys in alphabetical order. */
export const turbo: Dialect = { ...plus, completion: (...parts) => sortKeys(plus.completion(...parts)) };

function sortKeys<Value extends object>(value: Value): Value {
  const sorted = (entry: unknown): unknown => {
    if (Array.isArray(entry)) return entry.map(sorted);
    if (typeof entry !== "object" || entry === null) return entry;
    const entries = Object.entries(entry).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
  };
  return sorted(value) as Value; // Boundary: the same object, in another order.
}
