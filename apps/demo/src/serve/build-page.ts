import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const demo = fileURLToPath(new URL("../..", import.meta.url));
const packages = resolve(demo, "../../packages");

/** Where the built page lies. */
export const pageFolder: string = join(demo, "dist/web");

const sources = [
  join(demo, "src/web"),
  join(demo, "src/serve/place-info.ts"),
  join(demo, "vite.config.ts"),
  join(demo, "package.json"),
  ...["protocol", "core", "adapters", "qwire"].map((name) => join(packages, name, "src")),
];

/**
 * Builds the page with Vite, unless what lies there was made from these very sources.
 *
 * @param onBuild is told before a build begins, because it takes a moment
 */
export async function buildPage(onBuild: () => void = () => {}): Promise<void> {
  const stampFile = join(pageFolder, ".made-from");
  const stamp = await stampOf(sources);
  const made = await readFile(stampFile, "utf8").catch(() => null);
  if (made === stamp) return;
  onBuild();
  const vite = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin/vite.js");
  // A process of its own: whatever this one's NODE_ENV says, visitors get React's production build.
  const env = { ...process.env, NODE_ENV: "production" };
  await promisify(execFile)(process.execPath, [vite, "build", "--logLevel", "error"], { cwd: demo, env });
  await writeFile(stampFile, stamp);
}

/** Names, sizes and times of all files: good enough to see a change, and far quicker than reading them. */
async function stampOf(roots: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of (await Promise.all(roots.map(filesOf))).flat().toSorted()) {
    const { size, mtimeMs } = await stat(file);
    hash.update(`${file}\0${size}\0${Math.trunc(mtimeMs)}\n`);
  }
  return hash.digest("hex");
}

async function filesOf(root: string): Promise<string[]> {
  if ((await stat(root)).isFile()) return [root];
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
