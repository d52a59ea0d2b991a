// Runs every promise on every runtime, prints the matrix and writes docs/runtimes.md. `pnpm test:runtimes [name …]`
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { judgeColumns, keptByNobody } from "../src/matrix/judge-columns.ts";
import type { Column } from "../src/matrix/judge-columns.ts";
import { matrixPage, matrixText } from "../src/matrix/matrix-page.ts";
import { openTown } from "../src/town/open-town.ts";
import { runColumn } from "./run-column.ts";
import { missing, runtimes } from "./runtimes.ts";

const wanted = process.argv.slice(2).map((word) => word.toLowerCase());
const asked = runtimes.filter(
  ({ runtime }) => wanted.length === 0 || wanted.some((word) => runtime.toLowerCase().includes(word)),
);
const absent = asked.flatMap((start) => missing(start) ?? []);
const columns: Column[] = [];
for (const start of asked.filter((one) => missing(one) === null)) {
  const town = await openTown();
  const begunAt = performance.now();
  columns.push(await runColumn(start, JSON.stringify(town.address)));
  console.error(`${start.runtime}: ${Math.round((performance.now() - begunAt) / 1000)} s`);
  await town[Symbol.asyncDispose]();
}

const isWhole = columns.length === runtimes.length;
const complaints = [...judgeColumns(columns), ...(isWhole ? keptByNobody(columns) : [])];
console.log(matrixText(columns));
for (const complaint of complaints) console.log(`\n${complaint}`);
for (const sentence of absent) console.log(`\n${process.env["CI"] === "true" ? "" : "Skipped: "}${sentence}`);

if (isWhole && complaints.length === 0) {
  writeFileSync(join(import.meta.dirname, "../../../docs/runtimes.md"), matrixPage(columns));
}
const kept = columns
  .flatMap(({ outcomes }) => outcomes)
  .filter(({ error, excuse }) => error === null && excuse === null);
const isAbsenceWrong = process.env["CI"] === "true";
const failed = complaints.length + (isAbsenceWrong ? absent.length : 0);
console.log(`\n${kept.length} passed, ${failed} failed, ${isAbsenceWrong ? 0 : absent.length} skipped`);
process.exitCode = failed === 0 ? 0 : 1;
