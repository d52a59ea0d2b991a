// Publishes what `pnpm run version` has prepared: every package whose version npm does not have yet, and tags for them.
//
//   node tools/release.ts [--dry-run]

import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

const root = join(import.meta.dirname, "..");
const { values } = parseArgs({ options: { "dry-run": { type: "boolean", default: false } } });
const waiting = pendingChangesets();

if (waiting.length > 0) {
  console.error(
    `${waiting.join(", ")}: not in a version yet. Run \`pnpm run version\`, look at the changelogs, commit, come back.`,
  );
  process.exitCode = 1;
} else {
  run("turbo", "run", "build", "--output-logs=errors-only");
  // A dry run packs and checks, and uploads nothing; what changesets would do has no dry run of its own.
  if (values["dry-run"]) run("pnpm", "--recursive", "publish", "--dry-run", "--no-git-checks", "--access", "public");
  else run("changeset", "publish");
}

/** Changesets that `pnpm run version` would take up. Those of a pre-release it has moved into a folder of their own. */
function pendingChangesets(): string[] {
  const files = readdirSync(join(root, ".changeset"));
  return files.filter((file) => file.endsWith(".md") && file !== "README.md");
}

function run(file: string, ...words: string[]): void {
  const path = `${join(root, "node_modules/.bin")}${process.platform === "win32" ? ";" : ":"}${process.env["PATH"]}`;
  execFileSync(file, words, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PATH: path },
    shell: process.platform === "win32",
  });
}
