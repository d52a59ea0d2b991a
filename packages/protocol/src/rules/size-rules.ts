import type { ChatRequest } from "../chat-request/chat-request.ts";
import { when } from "./rule.ts";
import type { Rule } from "./rule.ts";

export type SizeRuleName = "too-deep";

/** Containers inside containers, the request itself being the first. */
const maxDepth = 512;

/** What any server refuses for its size. */
export const sizeRules: { readonly [Name in SizeRuleName]: Rule } = {
  "too-deep": {
    severity: "error",
    refusedAs: "invalid_request",
    source: "JSON readers of servers stop between 500 and 1,000 levels; circles never end",
    check: (request) =>
      Object.entries(request).flatMap(([field, value]) =>
        when(depthOf(value) >= maxDepth, [field], { limit: maxDepth }),
      ),
    sentence: ({ field, limit }) => `${field} is nested deeper than ${limit} levels, or in a circle: flatten it.`,
    fix: { says: "What lies deeper becomes null.", apply: shallow },
  },
};

/** Levels of nesting, counted level by level: neither depth nor a circle can exhaust the stack. */
function depthOf(value: unknown): number {
  let level: ReadonlySet<object> = new Set([value].filter(isObject));
  let depth = 0;
  while (level.size > 0 && depth < maxDepth) {
    depth += 1;
    level = new Set([...level].flatMap((object) => Object.values(object).filter(isObject)));
  }
  return depth;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Top-level fields stand on the second level. A field that goes too deep is copied down to the limit. */
function shallow(request: ChatRequest): ChatRequest {
  const fields = Object.entries(request).map(([field, value]) => [
    field,
    depthOf(value) < maxDepth ? value : cut(value, { levels: maxDepth - 1, above: new Set() }),
  ]);
  // The fields are those of a request; only what lay too deep inside them is gone.
  return Object.fromEntries(fields) as ChatRequest;
}

function cut(value: unknown, { levels, above }: { levels: number; above: ReadonlySet<object> }): unknown {
  if (!isObject(value)) return value;
  if (levels === 0 || above.has(value)) return null;
  const below = { levels: levels - 1, above: new Set([...above, value]) };
  if (Array.isArray(value)) return value.map((entry: unknown) => cut(entry, below));
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, cut(entry, below)]));
}
