/** The fields of an object. */
export type Fields = { [field: string]: unknown };

/** Whether a value is an object with fields: no list, and not `null`. */
export function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
