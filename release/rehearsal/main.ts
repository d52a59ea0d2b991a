// Rehearses a release: publishes a copy of this checkout to a registry on this machine and uses every package as a stranger would.
//
//   pnpm release:rehearse [--keep]

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { command, stopCommands } from "./command.ts";
import { rehearse } from "./rehearse.ts";
import { startRegistry } from "./registry.ts";
import { tellTable } from "./tell-table.ts";

const help = `Rehearses a release of every package against a registry on this machine. Nothing leaves it, and the checkout is only read.

  pnpm release:rehearse          about two minutes
  pnpm release:rehearse --keep   leaves what it wrote, and says where

What others publish (zod, msw, ...) comes from the registry npm is set to, and is kept in release/.cache for the next time.`;

const { values } = parseArgs({ options: { keep: { type: "boolean" }, help: { type: "boolean", short: "h" } } });
if (values.help === true) console.log(help);
else await main(values.keep === true);

async function main(isKept: boolean): Promise<void> {
  const checkout = join(import.meta.dirname, "../..");
  const folder = mkdtempSync(join(tmpdir(), "qwire-release-"));
  const start = Date.now();
  const tell = (step: string): void =>
    console.log(`${`${Math.round((Date.now() - start) / 1000)} s`.padStart(6)}  ${step}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stopCommands);
  try {
    const upstream = (await command("npm", ["config", "get", "registry"], { cwd: checkout, env: process.env })).trim();
    if (!(await answers(upstream))) return tellSkipped(upstream);
    mkdirSync(join(folder, "registry"));
    const registry = await startRegistry(join(folder, "registry"), join(import.meta.dirname, "../.cache"), upstream);
    tell(`started a registry at ${registry.url}`);
    try {
      const rows = await rehearse({ checkout, folder, registry, tell });
      console.log(`\n${tellTable(rows)}\n\n${rows.length} passed, 0 failed, 0 skipped`);
    } finally {
      await registry.close();
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.log("\n0 passed, 1 failed, 0 skipped");
    process.exitCode = 1;
  } finally {
    if (isKept) console.log(`Left in ${folder}.`);
    else rmSync(folder, { recursive: true, force: true });
  }
}

async function answers(upstream: string): Promise<boolean> {
  const asked = fetch(new URL("zod", upstream), { method: "HEAD", signal: AbortSignal.timeout(20_000) });
  return asked.then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Where CI says so it is a failure: a rehearsal that is never held proves nothing. */
function tellSkipped(upstream: string): void {
  const isRequired = process.env["CI"] === "true";
  console.log(
    `The registry npm is set to (${new URL(upstream).host}) did not answer, and strangers need zod and others from it.`,
  );
  console.log(isRequired ? "\n0 passed, 1 failed, 0 skipped" : "\n0 passed, 0 failed, 1 skipped");
  if (isRequired) process.exitCode = 1;
}
