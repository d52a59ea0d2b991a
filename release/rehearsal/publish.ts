import { appendFileSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command, plainEnvironment } from "./command.ts";
import { commitAll } from "./copy-tree.ts";

/** A package that goes out, as its manifest in the copy says. */
export type Published = { name: string; version: string; folder: string; doors: string[] };

/** Installs and builds nothing of the checkout: all of it happens in the copy. */
export async function installCopy(copy: string): Promise<void> {
  await command("pnpm", ["install", "--frozen-lockfile", "--prefer-offline"], { cwd: copy });
}

/** Tells the copy where to publish, and as whom: verdaccio takes anybody, but publishing asks for a token to be there. */
export function aimAt(copy: string, registry: string): void {
  const { host } = new URL(registry);
  appendFileSync(join(copy, ".npmrc"), `\nregistry=${registry}\n//${host}/:_authToken=rehearsal\n`);
}

/** A release as `docs/releasing.md` tells it: versions and changelogs from the changesets, a commit, a build, and out. */
export async function release(copy: string, registry: string): Promise<Published[]> {
  const env = plainEnvironment({ npm_config_registry: registry, pnpm_config_registry: registry });
  // Without a changeset the versions stand already, and changesets would call it a failure.
  const waiting = readdirSync(join(copy, ".changeset")).some((file) => file.endsWith(".md"));
  if (waiting) {
    await command(join(copy, "node_modules/.bin/changeset"), ["version"], { cwd: copy, env });
    await commitAll(copy, "version");
  }
  await command(process.execPath, ["tools/release.ts"], { cwd: copy, env });
  return readPublished(copy);
}

/** What a later change would bring: one changeset for every package, which the next release takes up. */
export function announceAnother(copy: string, packages: Published[]): void {
  const head = packages.map(({ name }) => `"${name}": patch`).join("\n");
  writeFileSync(join(copy, ".changeset/rehearsal.md"), `---\n${head}\n---\n\nA second version, to be upgraded to.\n`);
}

/** Every package that is not private, floor by floor: none needs one behind it. */
export function readPublished(copy: string): Published[] {
  const folders = readdirSync(join(copy, "packages")).map((folder) => join(copy, "packages", folder));
  return folders.flatMap((folder) => {
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    if (manifest.private === true) return [];
    const doors = Object.keys(manifest.exports).map((door) => join(manifest.name, door));
    return [{ name: manifest.name, version: manifest.version, folder, doors }];
  });
}
