import type { Usage } from "@qwire/protocol";

/** Whether this is what a reply says it has cost. */
export function isUsage(value: unknown): value is Usage {
  if (typeof value !== "object" || value === null) return false;
  return ["prompt_tokens", "completion_tokens", "total_tokens"].every(
    (name) => typeof Reflect.get(value, name) === "number",
  );
}
