/**
 * Arguments as the models write them: JSON with a blank after each comma and colon, `{"location": "San Francisco"}`
 * (recorded). A string is passed on as it stands, so that a script can send broken JSON.
 */
export function writeArguments(value: unknown): string {
  return typeof value === "string" ? value : writeSpaced(value ?? {});
}

function writeSpaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((entry) => writeSpaced(entry ?? null)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}: ${writeSpaced(entry)}`).join(", ")}}`;
}
