/** A value as text that is the same however the keys of its objects are ordered. */
export function stableText(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(stableText).join()}]`;
  // Text by text: every request is written like this once.
  let text = "{";
  for (const key of sorted(Object.keys(value))) {
    text += `${text === "{" ? "" : ","}${quoted(key)}:${stableText(Reflect.get(value, key))}`;
  }
  return `${text}}`;
}

/** Most keys and words need no escapes, and are quoted much faster like this. */
function quoted(text: string): string {
  if (text.length > 40) return JSON.stringify(text);
  for (let at = 0; at < text.length; at++) if (!isPlain(text.charCodeAt(at))) return JSON.stringify(text);
  return `"${text}"`;
}

/** Letters, digits and marks of ASCII but for the quote and the backslash. */
function isPlain(unit: number): boolean {
  return unit >= 32 && unit < 127 && unit !== 34 && unit !== 92;
}

/** In place. A sort costs more than it does where a few keys are in order, or nearly. */
function sorted(keys: string[]): string[] {
  if (keys.length > 8) return keys.sort();
  for (let to = 1; to < keys.length; to++) {
    const key = keys[to] ?? "";
    let at = to;
    for (let before = keys[at - 1]; before !== undefined && before > key; before = keys[at - 1]) keys[at--] = before;
    keys[at] = key;
  }
  return keys;
}
