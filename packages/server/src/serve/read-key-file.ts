import { readFile } from "node:fs/promises";

/** The key a file holds. @throws TypeError in one sentence that quotes nothing of it */
export async function readKeyFile(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new TypeError(`--key-file ${file} cannot be read.`, { cause });
  });
  const key = text.trim();
  if (key === "") throw new TypeError(`--key-file ${file} is empty.`);
  return key;
}
