import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";

/** Keeps what was measured, down to the single run, beside the machine it was measured on. */
export function keepResults(bench: string, results: object, { isQuick }: { isQuick: boolean }): void {
  const folder = join(import.meta.dirname, "../../results", isQuick ? "quick" : ".");
  mkdirSync(folder, { recursive: true });
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length };
  const text = JSON.stringify({ bench, machine, ...results }, null, 1);
  writeFileSync(join(folder, `${bench}.json`), `${text}\n`);
}
