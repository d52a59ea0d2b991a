// Writes docs/benchmarks.md and its charts from bench/results: node tools/write-benchmarks.ts
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { benchmarkPages, benchNames, chartFolder } from "./benchmarks/page.ts";
import { readResults } from "./benchmarks/results.ts";

const root = join(import.meta.dirname, "..");
const kept = Object.fromEntries(benchNames.map((name) => [name, readResults(root, name)]));
// The chart of a bench whose results are gone goes, too.
rmSync(join(root, chartFolder), { recursive: true, force: true });
for (const [path, text] of benchmarkPages(kept)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
