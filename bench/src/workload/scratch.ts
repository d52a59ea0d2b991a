import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The checkout this folder stands in. */
export const root: string = join(import.meta.dirname, "../../..");

/** A file in the folder for what can be made anew. */
export function scratch(path: string): string {
  return join(root, "bench/.build", path);
}

/** Writes a file so that nobody ever sees half of it. */
export function writeWhole(file: string, contents: string | NodeJS.ArrayBufferView): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, contents);
  renameSync(draft, file);
}
