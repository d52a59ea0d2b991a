/**
 * What the document prints and the run did not, as paths: keys, and kinds of values. What a newer SDK prints beside it is
 * its own. Neighbours of one shape count as one, so that the number of pieces plays no part.
 */
export function lacking(printed: readonly unknown[], documented: readonly unknown[]): string[] {
  const [ours, theirs] = [distinct(printed), distinct(documented)];
  if (ours.length !== theirs.length) return [`${theirs.length} kinds of payloads in a row, not ${ours.length}`];
  return theirs.flatMap((payload, at) => missingIn(ours[at], payload, `${at}`));
}

function distinct(payloads: readonly unknown[]): unknown[] {
  const shapes = payloads.map((payload) => JSON.stringify(kindsOf(payload)));
  return payloads.filter((_, at) => shapes[at] !== shapes[at - 1]);
}

function missingIn(value: unknown, documented: unknown, path: string): string[] {
  if (kindOf(value, path) !== kindOf(documented, path))
    return [`${path}: ${kindOf(documented, path)}, not ${kindOf(value, path)}`];
  if (typeof documented !== "object" || documented === null) return [];
  return Object.entries(documented).flatMap(([key, entry]) => {
    const own: unknown = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
    return missingIn(own, entry, `${path}.${key}`);
  });
}

function kindsOf(value: unknown, path = ""): unknown {
  if (typeof value !== "object" || value === null) return kindOf(value, path);
  if (Array.isArray(value)) return value.map((entry) => kindsOf(entry, path));
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, entry]) => [key, kindsOf(entry, `${path}.${key}`)]);
}

/** Both documents print `system_fingerprint` as null in one place and as "" in another. */
function kindOf(value: unknown, path: string): string {
  if (path.endsWith(".system_fingerprint") && (value === null || value === "")) return "nothing";
  if (value === "") return "an empty text";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  return value === null ? "null" : typeof value;
}
