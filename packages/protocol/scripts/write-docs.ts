// Writes docs/errors.md from the error table. With --check it writes nothing and fails when the file is out of date.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { errorDocs } from "./error-docs.ts";

const path = fileURLToPath(new URL("../../../docs/errors.md", import.meta.url));
const text = errorDocs();

if (process.argv.includes("--check")) {
  if (readFileSync(path, "utf8") !== text) {
    console.error("docs/errors.md is out of date: run pnpm --filter @qwire/protocol docs");
    process.exitCode = 1;
  }
} else {
  writeFileSync(path, text);
}
