/**
 * What a value is made of: keys, nulls, empty and filled texts, kinds of the rest. Order of keys plays no part, and neither
 * do the values, apart from words that are part of the shape.
 */
export function shapeOf(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((entry) => shapeOf(entry));
  if (typeof value === "string") return words.has(key) ? value : value === "" ? "" : "…";
  if (typeof value !== "object" || value === null) return value === null ? null : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, shapeOf(entry, name)]));
}

const words = new Set(["role", "object", "type", "finish_reason"]);

/** The shapes of a stream's payloads, neighbours of the same shape as one: how a text is cut plays no part. */
export function shapesInOrder(payloads: readonly string[]): unknown[] {
  const shapes = payloads.map((payload) => (payload === "[DONE]" ? payload : shapeOf(JSON.parse(payload))));
  return shapes.filter((shape, at) => JSON.stringify(sorted(shape)) !== JSON.stringify(sorted(shapes[at - 1])));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, entry]) => [name, sorted(entry)]));
}
