/** Digits, letters, `+`, `-` and `.`: what numbers, `true`, `false` and `null` are made of. */
export function isOfWord(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 97 && code <= 122) ||
    code === 45 ||
    code === 43 ||
    code === 46 ||
    code === 69
  );
}

/** Whether nothing in a text may be the key `__proto__`, or an escape of it: else it is looked at letter by letter. */
export function hasPlainKeys(text: string): boolean {
  return !text.includes("__proto__") && !text.includes("\\u");
}

/** What a number or a word of JSON stands for; `undefined`: it is none. */
export function wordValue(word: string): unknown {
  if (word === "true") return true;
  if (word === "false") return false;
  if (word === "null") return null;
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(word) ? Number(word) : undefined;
}

const shortEscapes: { readonly [mark: string]: string } = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** The letter an escape stands for, such as `\\n` or `\\u4f60`; `null`: it is none. */
export function escapedLetter(escape: string): string | null {
  if (escape.length === 6) {
    return /^[\da-fA-F]{4}$/.test(escape.slice(2)) ? String.fromCharCode(Number.parseInt(escape.slice(2), 16)) : null;
  }
  return shortEscapes[escape.charAt(1)] ?? null;
}
