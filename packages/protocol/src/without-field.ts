/** The object without one of its optional fields. */
export function withoutField<T extends object, K extends OptionalKey<T>>(object: T, field: K): T {
  const { [field]: _, ...rest } = object;
  // Only an optional field can be named, so what remains is still a T; the compiler cannot see that for a generic one.
  return rest as unknown as T;
}

type OptionalKey<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];
