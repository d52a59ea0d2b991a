// Writes packages/<name>/api-report.txt for every published package: node tools/write-api-reports.ts
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apiReport } from "./api-report.ts";

const packages = join(import.meta.dirname, "../packages");
for (const folder of readdirSync(packages)) {
  const manifest = join(packages, folder, "package.json");
  if (!existsSync(manifest) || JSON.parse(readFileSync(manifest, "utf8")).private === true) continue;
  writeFileSync(join(packages, folder, "api-report.txt"), await apiReport(join(packages, folder)));
}
