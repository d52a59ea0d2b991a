import { readFileSync, readdirSync } from "node:fs";
import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./programs.ts";

const root = join(import.meta.dirname, "../..");

/** Copies the projects into a folder, and installs in one go what they ask for: of ours, what npm would get of this checkout. */
export async function installPacked(scratch: string, names: readonly string[]): Promise<void> {
  await run("pnpm", ["build"], { at: root, env: {} });
  const packed = await Promise.all(publishedFolders().map((folder) => pack(folder, scratch)));
  for (const name of names) {
    const isSource = (file: string): boolean => !/node_modules|dist|lock/.test(file.slice(root.length));
    await cp(join(root, "examples", name), join(scratch, name), { recursive: true, filter: isSource });
  }
  const workspace = {
    packages: names,
    overrides: Object.fromEntries(packed),
    pmOnFail: "ignore",
    // None of these needs its script: the binaries come as packages of their own.
    allowBuilds: { esbuild: false, sharp: false, workerd: false },
  };
  await writeFile(join(scratch, "pnpm-workspace.yaml"), JSON.stringify(workspace));
  await writeFile(join(scratch, "package.json"), JSON.stringify({ private: true }));
  await run("pnpm", ["install", "--no-frozen-lockfile", "--prefer-offline"], { at: scratch, env: {} });
}

function publishedFolders(): string[] {
  const folders = readdirSync(join(root, "packages")).map((name) => join(root, "packages", name));
  return folders.filter((folder) => !JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).private);
}

/** A package's name, and the tarball that npm would get. */
async function pack(folder: string, scratch: string): Promise<[name: string, tarball: string]> {
  const { text } = await run("pnpm", ["pack", "--json", "--pack-destination", scratch], { at: folder, env: {} });
  const { name, filename } = JSON.parse(text) as { name: string; filename: string };
  return [name, `file:${filename}`];
}
