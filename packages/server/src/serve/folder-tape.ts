import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Tape } from "../engines/tape/tape.ts";

const ending = ".json";

/** Keeps recordings in a folder, a JSON file each. The folder is made with the first one; a file is there whole or not at all. */
export function folderTape(folder: string): Tape {
  const fileOf = (name: string): string => `${name}${ending}`;
  const pathOf = (name: string): string => join(folder, fileOf(name));
  let written = 0;
  return {
    read: (name) => readFile(pathOf(name), "utf8").catch(absent(null)),
    async names() {
      const files = await readdir(folder).catch(absent<string[]>([]));
      return files.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length));
    },
    async write(name, text) {
      await mkdir(folder, { recursive: true });
      const draft = join(folder, `.${name}.${written++}.draft`);
      await writeFile(draft, text);
      await rename(draft, pathOf(name));
    },
    fileOf,
  };
}

/** What is read where there is no such file; any other failure passes. */
function absent<Value>(value: Value): (error: unknown) => Value {
  return (error) => {
    if (typeof error === "object" && error !== null && "code" in error && error.code === "ENOENT") return value;
    throw error;
  };
}
