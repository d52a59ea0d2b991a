import fc from "fast-check";

export type Place = ReadonlyArray<string | number>;

/** Every place inside a value. */
function placesOf(value: unknown, at: Place = []): Place[] {
  if (typeof value !== "object" || value === null) return [];
  const entries: Array<[string | number, unknown]> = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return entries.flatMap(([key, entry]) => [[...at, key], ...placesOf(entry, [...at, key])]);
}

/** A copy with something no schema takes at one place. */
function spoilt(value: unknown, [key, ...rest]: Place): unknown {
  if (key === undefined) return () => undefined;
  if (Array.isArray(value)) return value.map((entry: unknown, at) => (at === key ? spoilt(entry, rest) : entry));
  return { ...(value as object), [key]: spoilt(Reflect.get(value as object, key), rest) }; // placesOf went this way
}

/** Values with one place spoilt. */
export function spoiltOf(values: fc.Arbitrary<unknown>): fc.Arbitrary<{ place: Place; body: unknown }> {
  return values.chain((value) => {
    const places = [[], ...placesOf(value)];
    return fc.constantFrom(...places).map((place) => ({ place, body: spoilt(value, place) }));
  });
}
