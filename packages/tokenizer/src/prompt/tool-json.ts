/**
 * Writes JSON as the service's chat template does, which recorded prompts with tools tell to the token: keys in order of
 * the alphabet, a blank after `,` and `:`.
 */
export function toolJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toolJson).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, entry]) => `${JSON.stringify(key)}: ${toolJson(entry)}`).join(", ")}}`;
}

/** Arguments as they stand in a prompt: read and written again; what is no JSON stays as it is. */
export function promptArguments(text: string): string {
  try {
    return toolJson(JSON.parse(text));
  } catch {
    // The model may have written anything.
    return text;
  }
}
