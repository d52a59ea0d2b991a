import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

/** Tells who a token belongs to, or `null`. */
export type TokenBook = (token: string) => string | null;

/**
 * Reads a file of tokens: a name and a token on each line, `#` before a remark.
 *
 * @throws TypeError in one sentence that quotes no token
 */
export async function readTokens(file: string): Promise<TokenBook> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new TypeError(`--token-file ${file} cannot be read.`, { cause });
  });
  const names = new Map<string, string>();
  for (const [at, line] of text.split("\n").entries()) {
    const words = line.replace(/#.*/, "").trim();
    if (words === "") continue;
    const [name, token, ...more] = words.split(/\s+/);
    if (name === undefined || token === undefined || more.length > 0) {
      throw new TypeError(`--token-file ${file}: line ${at + 1} is to be a name and a token.`);
    }
    if (token.length < 16)
      throw new TypeError(`--token-file ${file}: the token of line ${at + 1} is shorter than 16 characters.`);
    names.set(digest(token), name);
  }
  if (names.size === 0) throw new TypeError(`--token-file ${file} holds no token.`);
  // Looked up by digest: how long it takes tells nothing about a token.
  return (token) => names.get(digest(token)) ?? null;
}

function digest(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
