/** A value as text that is the same however the keys of its objects are ordered. */
export function stableText(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(stableText).join()}]`;
  // Text by text: every request is written like this once.
  let text = "{";
  for (const key of Object.keys(value).toSorted()) {
    text += `${text === "{" ? "" : ","}${JSON.stringify(key)}:${stableText(Reflect.get(value, key))}`;
  }
  return `${text}}`;
}
