import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import { checkTarball } from "../../tools/check-tarball.ts";
import { copyTree } from "./copy-tree.ts";
import { followReadme } from "./follow-readme.ts";
import { inTurn } from "./in-turn.ts";
import { aimAt, announceAnother, installCopy, readPublished, release } from "./publish.ts";
import { readCatalog } from "./read-catalog.ts";
import { rehearseJsr } from "./rehearse-jsr.ts";
import type { Registry } from "./registry.ts";
import { cleanFolder, prepareRuntimes } from "./runtimes.ts";
import type { Runtime } from "./runtimes.ts";
import { startEmulator } from "./start-emulator.ts";
import type { StartedEmulator } from "./start-emulator.ts";
import type { Row } from "./tell-table.ts";
import { typeCheck } from "./type-check.ts";
import { upgradePackage, usePackage } from "./use-packages.ts";
import type { Ground } from "./use-packages.ts";
import { checkUses } from "./uses.ts";

/** What a rehearsal is given. */
export type Stage = {
  /** The checkout that is rehearsed; it is read only. */
  checkout: string;
  /** An empty folder for everything it writes. */
  folder: string;
  registry: Registry;
  /** Told as each step is done. */
  tell: (step: string) => void;
};

/**
 * A release from beginning to end, against a registry on this machine, and then strangers who use what came of it.
 *
 * @returns a row for each package
 * @throws Error with the step's own complaint, at the first thing that does not hold
 */
export async function rehearse({ checkout, folder, registry, tell }: Stage): Promise<Row[]> {
  const atOnce = availableParallelism();
  const copy = join(folder, "copy");
  await copyTree(checkout, copy);
  checkUses(readPublished(copy));
  const runtimes = await prepareRuntimes(registry.url, join(folder, "caches"));
  await installCopy(copy);
  tell(`copied the tree and found ${runtimes.map(({ name }) => name).join(", ")}`);

  aimAt(copy, registry.url);
  const packages = await release(copy, registry.url);
  const sizes = await inTurn(packages, 1, ({ name }) => tarballSize(registry.url, name));
  tell(`published ${packages.map(({ name, version }) => `${name}@${version}`).join(", ")}`);

  const started = await startEverywhere(runtimes, folder, registry.url);
  const [emulator] = started;
  if (emulator === undefined) throw new Error("No emulator was started.");
  try {
    tell(`npx @qwire/server answered on ${runtimes.map(({ name }) => name).join(", ")}`);
    const ground: Ground = {
      folder: join(folder, "strangers"),
      registry: registry.url,
      env: { DASHSCOPE_BASE_URL: emulator.baseURL, DASHSCOPE_API_KEY: "sk-rehearsal" },
      pinned: readCatalog(checkout),
    };
    const uses = await inTurn(packages, atOnce, async (one) => {
      const use = await usePackage(one, runtimes, ground);
      tell(`used ${one.name} alone on ${use.usedOn.join(", ")}`);
      return use;
    });
    const installed = uses.flatMap((use) => use.installed);

    const byNpm = installed.filter(({ runtime }) => runtime.installer === "npm");
    const complaints = byNpm.flatMap(({ name, folder: at }) => checkTarball(join(at, "node_modules", name)));
    if (complaints.length > 0) throw new Error(complaints.join("\n"));
    tell(`looked into ${byNpm.length} tarballs`);

    tell(`type-checked by ${(await typeCheck(join(folder, "strangers/types"), byNpm)).join(", ")}`);

    const nodes = runtimes.filter(({ installer }) => installer === "npm");
    const pages = [
      ...packages.map((one) => relative(copy, join(one.folder, "README.md"))),
      "README.md",
      "README.zh-CN.md",
    ];
    await inTurn(pages, atOnce, async (page) => {
      const at = { ...ground, folder: join(folder, "readers", page.replaceAll("/", "-")) };
      const { programs, tests } = await followReadme(join(copy, page), nodes, at);
      tell(`followed ${page}: ${programs} programs, ${tests} tests`);
    });

    announceAnother(copy, packages);
    const second = await release(copy, registry.url);
    tell(`published ${second.map(({ name, version }) => `${name}@${version}`).join(", ")}`);
    await inTurn(installed, atOnce, async (one) => {
      tell(`upgraded ${one.name} on ${one.runtime.installer}: ${await upgradePackage(one, ground)}`);
    });
    tell(`deno publish --dry-run takes ${(await rehearseJsr(copy)).join(", ")}`);
    return packages.map(({ name, version }, at) => ({
      name,
      version,
      upgraded: second[at]?.version ?? "",
      bytes: sizes[at] ?? 0,
      usedOn: uses[at]?.usedOn ?? [],
    }));
  } finally {
    await emulator.close();
  }
}

/** The emulator's command on every runtime; the first one stays, for the others to ask. */
async function startEverywhere(
  runtimes: readonly Runtime[],
  folder: string,
  registry: string,
): Promise<StartedEmulator[]> {
  const all = await inTurn(runtimes, 2, (runtime) =>
    startEmulator(runtime, cleanFolder(join(folder, "commands", runtime.name), registry)),
  );
  await Promise.all(all.slice(1).map((one) => one.close()));
  return all;
}

/** What a package weighs on its way, as the registry has it. */
async function tarballSize(registry: string, name: string): Promise<number> {
  const { versions, "dist-tags": tags } = await (await fetch(`${registry}${name}`)).json();
  const tarball = await fetch(versions[tags.latest].dist.tarball);
  return (await tarball.arrayBuffer()).byteLength;
}
