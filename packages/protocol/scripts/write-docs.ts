// Writes docs/errors.md from the error table, docs/models-and-parameters.md from the catalogue and the types, and the rules
// of the README from the rules. With --check it writes nothing and fails when a file is out of date.
import { readFileSync, writeFileSync } from "node:fs";
import { errorDocs } from "./error-docs.ts";
import { modelDocs } from "./model-docs.ts";
import { readmeWith } from "./readme-with.ts";
import { ruleDocs } from "./rule-docs.ts";

const errors = new URL("../../../docs/errors.md", import.meta.url);
const models = new URL("../../../docs/models-and-parameters.md", import.meta.url);
const readme = new URL("../README.md", import.meta.url);
const files: Array<[URL, string]> = [
  [errors, errorDocs()],
  [models, modelDocs()],
  [readme, readmeWith(readFileSync(readme, "utf8"), "rules", ruleDocs())],
];

for (const [file, text] of files) {
  if (!process.argv.includes("--check")) writeFileSync(file, text);
  else if (readFileSync(file, "utf8") !== text) {
    console.error(`${file.pathname} is out of date: run pnpm --filter @qwire/protocol docs`);
    process.exitCode = 1;
  }
}
