// Fails when sources of a published package changed since the last version and no changeset tells readers what changed.
//
//   node tools/check-changesets.ts [folder of the repository]

import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { join, matchesGlob } from "node:path";

const root = process.argv[2] ?? join(import.meta.dirname, "..");
const publishedTogether = readJson<{ fixed: string[][] }>(".changeset/config.json").fixed.flat();
const base = lastVersion();
const changed = publishedFolders().filter((folder) => sourcesChanged(folder));

if (git("rev-parse", "--is-shallow-repository") === "true") {
  console.log("This clone has no history to compare with, so changesets were not checked.");
} else if (changed.length > 0 && !announced()) {
  const list = changed.map((folder) => `packages/${folder}/src`).join(", ");
  console.error(
    `${list} changed since ${base.slice(0, 7)} and no changeset says what. Write one with \`pnpm change\`.`,
  );
  process.exitCode = 1;
} else {
  console.log(changed.length > 0 ? "The changed packages have a changeset." : "No published source changed.");
}

/** The commit that last wrote a changelog, which is what `changeset version` does; before the first one, the first commit. */
function lastVersion(): string {
  const versioned = git("log", "-1", "--format=%H", "--", ":(glob)packages/*/CHANGELOG.md");
  return versioned || (git("rev-list", "--max-parents=0", "HEAD").split("\n").at(-1) ?? "");
}

/** Folders of the packages that go out together: those that changesets keeps at one version. */
function publishedFolders(): string[] {
  const folders = fs.readdirSync(join(root, "packages"));
  return folders.filter((folder) => isPublished(nameOf(folder)));
}

/** Its sources, or what it promises: a dependency can change that, too. */
function sourcesChanged(folder: string): boolean {
  const watched = [`packages/${folder}/src`, `packages/${folder}/api-report.txt`];
  const committed = git("diff", "--name-only", base, "--", ...watched);
  const added = git("ls-files", "--others", "--exclude-standard", "--", ...watched);
  return committed !== "" || added !== "";
}

function announced(): boolean {
  const files = fs.readdirSync(join(root, ".changeset")).filter((file) => file.endsWith(".md") && file !== "README.md");
  return files.some((file) => namesIn(fs.readFileSync(join(root, ".changeset", file), "utf8")).some(isPublished));
}

/** A changeset opens with lines such as `"@qwire/core": minor` between two rules. */
function namesIn(changeset: string): string[] {
  const head = /^---\n([^]*?)\n?---/.exec(changeset)?.[1] ?? "";
  return [...head.matchAll(/^["']?([^"':]+)["']?: *(?:major|minor|patch)/gm)].map(([, name]) => name ?? "");
}

function isPublished(name: string): boolean {
  return publishedTogether.some((pattern) => matchesGlob(name, pattern));
}

function nameOf(folder: string): string {
  const manifest = `packages/${folder}/package.json`;
  return fs.existsSync(join(root, manifest)) ? readJson<{ name: string }>(manifest).name : "";
}

function readJson<T>(file: string): T {
  return JSON.parse(fs.readFileSync(join(root, file), "utf8"));
}

function git(...words: string[]): string {
  return execFileSync("git", words, { cwd: root, encoding: "utf8" }).trim();
}
