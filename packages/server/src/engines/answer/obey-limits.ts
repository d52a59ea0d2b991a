import type { JsonSchema } from "@qwire/protocol";
import { resolve } from "./schema.ts";

/** What limits need beside a value and its schema. */
export type Limiting = {
  /** The whole schema: references are looked up in it. */
  root: JsonSchema;
  /** Makes an item for a list that has too few. */
  make(items: JsonSchema): unknown;
  /** How many more items are added: a schema may ask for a million, or hold itself. */
  left: number;
};

/**
 * A value within the limits of its schema: numbers in their range, texts of their format and length, lists of their length. What the
 * question said stays where it fits. `pattern`, `uniqueItems`, `not` and what is said of property names are not read.
 */
export function obeyLimits(value: unknown, schema: unknown, limiting: Limiting): unknown {
  const own = resolve(schema, limiting.root);
  if ("const" in own || Array.isArray(own["enum"])) return value;
  if (typeof value === "number") return inRange(value, own);
  if (typeof value === "string") return ofForm(value, own);
  if (Array.isArray(value)) return ofCount(value, own, limiting);
  if (typeof value !== "object" || value === null) return value;
  const properties = own["properties"] ?? {};
  const entries = Object.entries(value).map(([name, one]) => [
    name,
    obeyLimits(one, Reflect.get(Object(properties), name), limiting),
  ]);
  return Object.fromEntries(entries);
}

function inRange(value: number, schema: JsonSchema): number {
  const isWhole = schema["type"] === "integer";
  const multiple = numberOf(schema["multipleOf"]);
  const step = multiple !== null && multiple > 0 ? multiple : isWhole ? 1 : null;
  const [above, below] = [numberOf(schema["exclusiveMinimum"]), numberOf(schema["exclusiveMaximum"])];
  const room = above !== null && below !== null ? (below - above) / 2 : 1;
  const border = step ?? Math.min(1, room);
  const low = Math.max(numberOf(schema["minimum"]) ?? -Infinity, above === null ? -Infinity : above + border);
  const high = Math.min(numberOf(schema["maximum"]) ?? Infinity, below === null ? Infinity : below - border);
  const within = Math.min(Math.max(value, low), high);
  if (step === null) return within;
  const up = Math.ceil(within / step) * step;
  return up <= high ? up : Math.floor(within / step) * step;
}

/** An example of each format, and what values of it look like. */
const forms: { readonly [format: string]: readonly [example: string, form: RegExp] } = {
  date: ["2025-01-01", /^\d{4}-\d{2}-\d{2}$/],
  "date-time": ["2025-01-01T00:00:00Z", /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:\d{2})$/],
  time: ["00:00:00", /^\d{2}:\d{2}:\d{2}/],
  duration: ["P1D", /^P\w+$/],
  email: ["someone@example.com", /^[^@\s]+@[^@\s]+\.[^@\s]+$/],
  uri: ["https://example.com/", /^[a-z][a-z\d+.-]*:\S+$/i],
  url: ["https://example.com/", /^[a-z][a-z\d+.-]*:\S+$/i],
  uuid: ["00000000-0000-4000-8000-000000000000", /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i],
  ipv4: ["192.0.2.1", /^\d+(\.\d+){3}$/],
  ipv6: ["2001:db8::1", /^[\da-f:]+:[\da-f:.]*$/i],
  hostname: ["example.com", /^[\w-]+(\.[\w-]+)*$/],
};

/** As long as a text is made: a schema may ask for a billion letters. */
const mostLetters = 100_000;

function ofForm(value: string, schema: JsonSchema): string {
  const form = forms[String(schema["format"])];
  if (form !== undefined) return form[1].test(value) ? value : form[0];
  const least = Math.min(numberOf(schema["minLength"]) ?? 0, mostLetters);
  const most = numberOf(schema["maxLength"]) ?? Infinity;
  const long = value.length < least ? value.padEnd(least, value === "" ? "-" : ` ${value}`) : value;
  if (long.length <= most) return long;
  const cut = long.slice(0, most);
  // Not between the halves of a surrogate pair.
  return /[\uD800-\uDBFF]$/.test(cut) ? `${cut.slice(0, -1)}-` : cut;
}

function ofCount(list: readonly unknown[], schema: JsonSchema, limiting: Limiting): unknown[] {
  const items = resolve(schema["items"], limiting.root);
  const all = list.slice(0, numberOf(schema["maxItems"]) ?? Infinity);
  const least = numberOf(schema["minItems"]) ?? 0;
  while (all.length < least && limiting.left-- > 0) all.push(all.at(-1) ?? limiting.make(items));
  return all.map((item) => obeyLimits(item, items, limiting));
}

function numberOf(limit: unknown): number | null {
  return typeof limit === "number" ? limit : null;
}
