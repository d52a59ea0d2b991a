export type Fields = { [field: string]: unknown };

/** Whether something from outside has fields: an object that is no list. */
export function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
