// Writes the table of peers into README.md and README.zh-CN.md: node tools/write-comparison.ts
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { comparison, withComparison } from "./comparison.ts";

const root = join(import.meta.dirname, "..");
for (const [page, language] of [
  ["README.md", "en"],
  ["README.zh-CN.md", "zh"],
] as const) {
  const file = join(root, page);
  writeFileSync(file, withComparison(readFileSync(file, "utf8"), comparison(root, language)));
}
