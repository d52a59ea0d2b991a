import { isRecord } from "./is-record.ts";

/** Older vision paths send a list of `{ text }` parts: it reads as one string. A list with something else stays. */
export function joinedParts(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const texts = value.map((part) => (isRecord(part) ? (part["text"] ?? "") : null));
  return texts.every((text) => typeof text === "string") ? texts.join("") : value;
}

/** Some relays send an object where its JSON text belongs. */
export function jsonOfObject(value: unknown): unknown {
  return isRecord(value) ? JSON.stringify(value) : value;
}
