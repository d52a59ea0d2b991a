/** `JSON.rawJSON` writes a number as it stands. V8 has it since 2023, other engines may not. */
const { rawJSON }: { rawJSON?: (text: string) => unknown } = JSON as object;

/**
 * Writes JSON with exact big integers: a `bigint` becomes a bare number, digit for digit, where `JSON.stringify`
 * would throw and `Number()` would round. `seed` needs it: the documents allow 64 bits, a double holds 53. What JSON has
 * no word for (`undefined`, a function) is `null`.
 *
 * @throws TypeError on what JSON cannot say (a circular structure).
 */
export function encodeJson(value: unknown): string {
  // A program that gives bigints a `toJSON`, as some do, would have them written as texts.
  if (!("toJSON" in BigInt.prototype)) {
    try {
      return JSON.stringify(value) ?? "null";
    } catch {
      // A bigint somewhere, which nearly no request has: the slower way below writes it, or says what else is wrong.
    }
  }
  return rawJSON === undefined ? writeWithBigInts(value) : write(value, (number) => rawJSON(String(number)));
}

/** Writes JSON with something else in the place of each bigint. */
function write(value: unknown, toWritable: (number: bigint) => unknown): string {
  function replace(this: object, key: string, entry: unknown): unknown {
    // From its holder: the entry has gone through a `toJSON` already.
    const own: unknown = Reflect.get(this, key);
    return typeof own === "bigint" ? toWritable(own) : entry;
  }
  return JSON.stringify(value, replace) ?? "null";
}

/**
 * Reads JSON from someone we do not trust. A key `__proto__`, however it is escaped, is dropped: the object stays safe
 * to spread, to assign from and to hand to other people's code.
 *
 * @throws SyntaxError when the text is not JSON.
 */
export function decodeJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (text.includes("__proto__") || text.includes("\\u")) dropProto(value);
  return value;
}

/**
 * {@link decodeJson} for whoever writes the value again: an integer that a double cannot hold comes as a `bigint`, digit
 * for digit (where the runtime's `JSON.parse` tells a number's digits: V8 since 2023).
 *
 * @throws SyntaxError when the text is not JSON.
 */
export function decodeExactJson(text: string): unknown {
  // Sixteen digits in a row: below that every integer is exact.
  if (!/\d{16}/.test(text)) return decodeJson(text);
  const value: unknown = JSON.parse(text, exactly);
  dropProto(value);
  return value;
}

function exactly(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  const digits = context?.source;
  return digits !== undefined && /^-?\d+$/.test(digits) ? BigInt(digits) : value;
}

/** A list of what is still to be seen instead of recursion: nesting cannot exhaust the stack. */
function dropProto(root: unknown): void {
  const unseen = [root];
  while (unseen.length > 0) {
    const value = unseen.pop();
    if (typeof value !== "object" || value === null) continue;
    Reflect.deleteProperty(value, "__proto__");
    for (const entry of Object.values(value)) unseen.push(entry);
  }
}

/** What `encodeJson` does where the runtime has no `JSON.rawJSON`: quotes each bigint under a mark no text holds. */
export function writeWithBigInts(value: unknown): string {
  let mark = "#";
  const plain = write(value, () => 0);
  while (plain.includes(mark)) mark += "#";
  return write(value, (number) => mark + number).replaceAll(new RegExp(`"${mark}(-?\\d+)"`, "g"), "$1");
}
