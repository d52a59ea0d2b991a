import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CheckedFolder } from "./type-check.ts";
import type { Published } from "./publish.ts";
import { cleanFolder, runPrograms, runtimeNames } from "./runtimes.ts";
import type { Runtime, RuntimeName } from "./runtimes.ts";
import { programOf, useOf } from "./uses.ts";

/** Where strangers live and what they know. */
export type Ground = {
  /** An empty folder. */
  folder: string;
  registry: string;
  /** The environment of their programs: a key and the emulator's address. */
  env: NodeJS.ProcessEnv;
  /** What somebody else's package is asked for as: `ky` → `ky@2.1.0`. */
  pinned: (name: string) => string;
};

/** A package in a stranger's folder. */
export type Installed = CheckedFolder & { name: string; runtime: Runtime };

/**
 * Installs one package alone, with what its doors ask for beside it, into a clean folder for each package manager, and uses every door
 * on every runtime it is for.
 *
 * @returns the folders, and the runtimes it was used on
 */
export async function usePackage(
  one: Published,
  runtimes: readonly Runtime[],
  ground: Ground,
): Promise<{ installed: Installed[]; usedOn: RuntimeName[] }> {
  const installed = new Map<string, Installed>();
  const usedOn: RuntimeName[] = [];
  for (const runtime of runtimes) {
    const programs = programsFor(one.doors, runtime.name);
    if (programs.length === 0) continue;
    const at = `${one.name.replace("/", "-")}-on-${runtime.installer}`;
    const folder = installed.get(at)?.folder ?? cleanFolder(join(ground.folder, at), ground.registry);
    if (!installed.has(at)) await runtime.install(folder, wantedFor(one, ground));
    installed.set(at, { name: one.name, folder, runtime, programs: programsFor(one.doors, ...namesOf(runtime)) });
    await runPrograms(runtime, folder, { programs, env: ground.env });
    usedOn.push(runtime.name);
  }
  return { installed: [...installed.values()], usedOn };
}

/** Every runtime that shares a folder with this one. */
function namesOf({ installer, name }: Runtime): RuntimeName[] {
  return installer === "npm" ? runtimeNames.filter((one) => one.startsWith("node")) : [name];
}

function programsFor(doors: readonly string[], ...names: RuntimeName[]): string[] {
  return doors
    .filter((door) => {
      const { only, isCommand } = useOf(door);
      return isCommand !== true && (only === undefined || names.some((name) => only.includes(name)));
    })
    .map(programOf);
}

function wantedFor({ name, doors }: Published, { pinned }: Ground): string[] {
  const beside = doors.flatMap((door) => useOf(door).beside ?? []);
  return [name, ...new Set(beside.map((wanted) => (wanted.startsWith("@qwire/") ? wanted : pinned(wanted))))];
}

/** Brings a package up to the newest version its range allows, as its reader would, and uses it again. */
export async function upgradePackage({ name, folder, runtime }: Installed, ground: Ground): Promise<string> {
  const before = versionIn(folder, name);
  await runtime.install(folder, [`${name}@latest`]);
  const after = versionIn(folder, name);
  if (before === after) throw new Error(`${name} stayed at ${before} in ${folder}.`);
  await runtime.run(folder, [`all-on-${runtime.name}.ts`], ground.env);
  return `${before} → ${after}`;
}

function versionIn(folder: string, name: string): string {
  return JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8")).version;
}
