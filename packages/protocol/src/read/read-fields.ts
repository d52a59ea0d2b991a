import { isRecord } from "../is-record.ts";

// What the schemas say, without zod: a client needs only yes or no, and zod would be a quarter of its bundle. The schemas
// are the law; a property test holds each reader to its schema.

/** Gives the value as it should be, or throws where it cannot be that. */
export type Read<T> = (value: unknown) => T;

/** What a reader says at its door: the value, or `null` for what cannot be read. */
export function readOrNull<T>(read: Read<T>, payload: unknown): T | null {
  try {
    return read(payload);
  } catch {
    // Readers throw for nothing else.
    return null;
  }
}

/** An object with these fields; others stay as they are. Every field of the type must be named. */
/* @__NO_SIDE_EFFECTS__ */
export function fields<T extends object>(readers: { readonly [K in keyof T]-?: Read<T[K]> }): Read<T> {
  const named = Object.entries<Read<unknown>>(readers);
  return (value) => {
    if (!isRecord(value)) return refuse();
    const read = { ...value };
    // An own key of this name, which only JSON can make, would act on whoever assigns from the object.
    if (Object.hasOwn(read, "__proto__")) Reflect.deleteProperty(read, "__proto__");
    for (const [key, readField] of named) {
      const field = readField(value[key]);
      if (field !== undefined || key in value) read[key] = field;
    }
    return read as T; // every named field was read
  };
}

/* @__NO_SIDE_EFFECTS__ */
export function list<T>(read: Read<T>): Read<T[]> {
  return (value) => (Array.isArray(value) ? value.map((entry) => read(entry)) : refuse());
}

/* @__NO_SIDE_EFFECTS__ */
export function maybe<T>(read: Read<T>): Read<T | null | undefined> {
  return (value) => (value === null || value === undefined ? value : read(value));
}

export const string: Read<string> = (value) => (typeof value === "string" ? value : refuse());
export const number: Read<number> = (value) => (Number.isFinite(value) ? (value as number) : refuse()); // just checked
export const text: Read<string | null | undefined> = maybe(string);
export const figure: Read<number | null | undefined> = maybe(number);

/** What every reply should have: missing reads as empty. */
export const word: Read<string> = (value) => text(value) ?? "";
export const count: Read<number> = (value) => figure(value) ?? 0;

/** A word that can only be this one: missing and empty read as it. */
/* @__NO_SIDE_EFFECTS__ */
export function constant<const W extends string>(only: W): Read<W> {
  return (value) => {
    const given = word(value);
    return given === "" || given === only ? only : refuse();
  };
}

function refuse(): never {
  throw new TypeError("Not what it should be.");
}
