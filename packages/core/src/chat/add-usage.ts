import type { Usage } from "@qwire/protocol";

/** Sums what two replies have cost, details included. A reply that does not tell adds nothing. */
export function addUsage(sum: Usage | null, usage: Usage | null): Usage | null {
  if (sum === null || usage === null) return usage ?? sum;
  return {
    ...usage,
    prompt_tokens: sum.prompt_tokens + usage.prompt_tokens,
    completion_tokens: sum.completion_tokens + usage.completion_tokens,
    total_tokens: sum.total_tokens + usage.total_tokens,
    ...addDetails("prompt_tokens_details", sum, usage),
    ...addDetails("completion_tokens_details", sum, usage),
  };
}

type DetailsField = "prompt_tokens_details" | "completion_tokens_details";

function addDetails(field: DetailsField, sum: Usage, usage: Usage): Partial<Usage> {
  const before: Record<string, unknown> = { ...sum[field] };
  const added: Record<string, unknown> = { ...usage[field] };
  const fields = [...new Set([...Object.keys(before), ...Object.keys(added)])];
  if (fields.length === 0) return {};
  return { [field]: Object.fromEntries(fields.map((name) => [name, addFigure(before[name], added[name])])) };
}

/** Only figures are summed; a word such as `cache_type` is the latest one. */
function addFigure(before: unknown, added: unknown): unknown {
  if (typeof before === "number" && typeof added === "number") return before + added;
  return added ?? before;
}
