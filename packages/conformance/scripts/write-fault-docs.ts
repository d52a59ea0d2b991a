// Writes docs/faults.md from a run of every fault. With --check it writes nothing and fails when the file is out of date.
import { readFileSync, writeFileSync } from "node:fs";
import { faultDocs } from "../src/fault-docs.ts";

const file = new URL("../../../docs/faults.md", import.meta.url);
const text = await faultDocs();
if (!process.argv.includes("--check")) writeFileSync(file, text);
else if (readFileSync(file, "utf8") !== text) {
  console.error(`${file.pathname} is out of date: run pnpm generate`);
  process.exitCode = 1;
}
