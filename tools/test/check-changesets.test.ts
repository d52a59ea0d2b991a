import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "./run.ts";
import type { Verdict } from "./run.ts";

const check = join(import.meta.dirname, "../check-changesets.ts");
let repository: string;

beforeEach(() => {
  repository = fs.mkdtempSync(join(tmpdir(), "qwire-changesets-"));
  git("init", "--quiet");
  commit({
    "packages/core/package.json": `{ "name": "@qwire/core" }`,
    "packages/core/src/index.ts": "export {};\n",
    "packages/conformance/package.json": `{ "name": "conformance" }`,
    ".changeset/config.json": `{ "fixed": [["qwire", "@qwire/*"]] }`,
  });
});
afterEach(() => fs.rmSync(repository, { recursive: true, force: true }));

test("a repository without changed sources passes", async () => {
  commit({ "README.md": "hello\n", "packages/conformance/src/index.ts": "export {};\n" });
  expect(await judge()).toMatchObject({ passed: true, stdout: "No published source changed.\n" });
});

test("a changed source without a changeset is refused", async () => {
  commit({ "packages/core/src/index.ts": "export const one = 1;\n" });
  const { passed, output } = await judge();
  expect(passed).toBe(false);
  expect(output).toMatch(/packages\/core\/src changed since [0-9a-f]{7} and no changeset says what/);
});

test("a new source that is not committed yet is refused too", async () => {
  write({ "packages/core/src/new.ts": "export const one = 1;\n" });
  expect(await judge()).toMatchObject({ passed: false });
});

test("a changed promise without a changeset is refused", async () => {
  commit({ "packages/core/api-report.txt": "export declare const one: 1;\n" });
  expect(await judge()).toMatchObject({ passed: false });
});

test("a changeset that names the package answers for it", async () => {
  commit({ "packages/core/src/index.ts": "export const one = 1;\n" });
  write({ ".changeset/brave-lions.md": `---\n"@qwire/core": minor\n---\n\nYou can count to one.\n` });
  expect(await judge()).toMatchObject({ passed: true });
});

test("a changeset for a private package answers for nothing", async () => {
  commit({ "packages/core/src/index.ts": "export const one = 1;\n" });
  write({ ".changeset/brave-lions.md": `---\n"conformance": minor\n---\n\nMore promises.\n` });
  expect(await judge()).toMatchObject({ passed: false });
});

test("a version is a new beginning", async () => {
  commit({ "packages/core/src/index.ts": "export const one = 1;\n" });
  commit({ "packages/core/CHANGELOG.md": "## 0.1.0\n" });
  expect(await judge()).toMatchObject({ passed: true });
  commit({ "packages/core/src/index.ts": "export const two = 2;\n" });
  expect(await judge()).toMatchObject({ passed: false });
});

test("a clone without history says that it cannot tell", async () => {
  commit({ "packages/core/src/index.ts": "export const one = 1;\n" });
  git("clone", "--quiet", "--depth=1", `file://${repository}`, "shallow");
  const verdict = await run(process.execPath, [check, join(repository, "shallow")], repository);
  expect(verdict).toMatchObject({ passed: true });
  expect(verdict.stdout).toContain("history");
});

const judge = (): Promise<Verdict> => run(process.execPath, [check, repository], repository);

function commit(files: Record<string, string>): void {
  write(files);
  git("add", "--all");
  git("-c", "user.name=test", "-c", "user.email=test@example.test", "commit", "--quiet", "--message", "change");
}

function write(files: Record<string, string>): void {
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(join(repository, dirname(name)), { recursive: true });
    fs.writeFileSync(join(repository, name), content);
  }
}

function git(...words: string[]): void {
  execFileSync("git", words, { cwd: repository });
}
