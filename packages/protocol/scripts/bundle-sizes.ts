// Prints what each part of the package weighs in a browser bundle, and fails when one is above its limit.
// With --write it puts the table into the README.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { readmeWith } from "./readme-with.ts";

type Part = { name: string; code: string; maxKb: number };

const parts: Part[] = [
  { name: "chunk schema", code: `export { chatCompletionChunk } from "./src/index.ts"`, maxKb: 6.6 },
  { name: "reply schemas", code: `export { chatCompletion, chatCompletionChunk } from "./src/index.ts"`, maxKb: 6.8 },
  {
    name: "replies read without zod",
    code: `export { readChunk, readReply, readModels } from "./src/index.ts"`,
    maxKb: 1.2,
  },
  { name: "request schema", code: `export { chatRequest } from "./src/index.ts"`, maxKb: 10 },
  {
    name: "request check (schema, rules, catalogue)",
    code: `export { checkRequest } from "./src/index.ts"`,
    maxKb: 23.2,
  },
  { name: "model catalogue", code: `export { findModel } from "./src/index.ts"`, maxKb: 4 },
  { name: "error table", code: `export { errorCodes } from "./src/index.ts"`, maxKb: 4.1 },
  {
    name: "error table with reading bodies",
    code: `export { classifyError, parseErrorBody } from "./src/index.ts"`,
    maxKb: 5,
  },
  { name: "service sentences", code: `export { serviceSentences } from "./src/index.ts"`, maxKb: 2 },
  { name: "outgoing forms", code: `export { toOutgoing } from "./src/index.ts"`, maxKb: 1 },
  { name: "JSON", code: `export { decodeJson, encodeJson } from "./src/index.ts"`, maxKb: 1 },
  { name: "everything", code: `export * from "./src/index.ts"`, maxKb: 32 },
  { name: "Chinese texts", code: `export * from "./src/zh.ts"`, maxKb: 8 },
];

const packageRoot = fileURLToPath(new URL("..", import.meta.url));
const sizes = await Promise.all(parts.map(async (part) => ({ ...part, kb: await gzipKb(part.code) })));
const table = [
  "| part | gzip kB | limit |",
  "|---|--:|--:|",
  ...sizes.map(({ name, kb, maxKb }) => `| ${name} | ${kb.toFixed(1)} | ${maxKb} |`),
].join("\n");
console.log(table);

const tooLarge = sizes.filter(({ kb, maxKb }) => kb > maxKb);
for (const { name, kb, maxKb } of tooLarge) console.error(`${name}: ${kb.toFixed(2)} kB is above ${maxKb} kB`);
process.exitCode = tooLarge.length > 0 ? 1 : 0;
if (process.argv.includes("--write")) {
  const readme = new URL("../README.md", import.meta.url);
  writeFileSync(readme, readmeWith(readFileSync(readme, "utf8"), "sizes", table));
}

/** Minified, zod included, in units of 1,000 bytes. */
async function gzipKb(code: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: packageRoot, loader: "ts" },
    bundle: true,
    format: "esm",
    minify: true,
    platform: "browser",
    target: "es2024",
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length / 1000;
}
