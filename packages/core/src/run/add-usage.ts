import type { Usage } from "@qwire/protocol";

/** Sums what two replies have cost, details included. A reply that does not tell adds nothing. */
export function addUsage(sum: Usage | null, usage: Usage | null): Usage | null {
  return sum === null || usage === null ? (usage ?? sum) : addFields(sum, usage);
}

function addFields<T extends object>(before: T, added: T): T {
  const sum = { ...before, ...added };
  for (const field in added) {
    // A boundary: of the kind it was.
    if (Object.hasOwn(before, field))
      sum[field] = addFigure(before[field], added[field]) as T[Extract<keyof T, string>];
  }
  return sum;
}

/** Figures are summed, groups of them field by field; a word such as `cache_type` is the latest one. */
function addFigure(before: unknown, added: unknown): unknown {
  if (typeof before === "number" && typeof added === "number") return before + added;
  if (isGroup(before) && isGroup(added)) return addFields(before, added);
  return added ?? before;
}

function isGroup(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
