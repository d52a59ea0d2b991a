import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { run } from "../run.ts";
import type { Verdict } from "../run.ts";

/** A copy of the house outside the checkout: the real rules and folder names, and only the rooms a test puts in. */
export interface House {
  readonly path: string;
  /** Runs one of the workspace's own tools inside the house. */
  check(tool: "oxlint" | "oxfmt" | "knip" | "tsc", ...words: string[]): Promise<Verdict>;
  tearDown(): void;
}

/**
 * @param rooms file contents by path; a path that the real house has too is replaced.
 * @param floors the packages whose manifest, settings and links are copied; all of them unless told.
 */
export function buildHouse(rooms: Record<string, string>, floors: readonly string[] = allFloors): House {
  const path = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), "qwire-walls-")));
  for (const rule of rules) fs.cpSync(join(realHouse, rule), join(path, rule));
  for (const floor of floors) copyPlan(path, floor);
  for (const [room, content] of Object.entries(rooms)) {
    fs.mkdirSync(dirname(join(path, room)), { recursive: true });
    fs.writeFileSync(join(path, room), content);
  }
  return {
    path,
    check: (tool, ...words) => run(join(realHouse, "node_modules/.bin", tool), words, path),
    tearDown: () => fs.rmSync(path, { recursive: true, force: true }),
  };
}

export const realHouse = join(import.meta.dirname, "../../..");

const rules = [
  ".oxlintrc.json",
  ".oxfmtrc.json",
  "knip.json",
  "package.json",
  "pnpm-workspace.yaml",
  "tsconfig.base.json",
  "tools/oxlint-house.ts",
];

/** A package without its rooms: its manifest, its compiler settings, its web globals, and links to what it may import. */
function copyPlan(house: string, name: string): void {
  const [from, to] = [join(realHouse, "packages", name), join(house, "packages", name)];
  for (const file of ["package.json", "tsconfig.json", "src/web-globals.d.ts"]) {
    if (fs.existsSync(join(from, file))) fs.cpSync(join(from, file), join(to, file));
  }
  const links = join(from, "node_modules");
  const linked = fs.existsSync(links) ? fs.readdirSync(links).flatMap((entry) => withScope(links, entry)) : [];
  for (const dependency of linked) {
    const sibling = workspaceFolders.get(dependency);
    const target = sibling === undefined ? fs.realpathSync(join(links, dependency)) : join(house, "packages", sibling);
    const link = join(to, "node_modules", dependency);
    fs.mkdirSync(dirname(link), { recursive: true });
    fs.symlinkSync(target, link, "junction");
  }
}

const withScope = (folder: string, entry: string): string[] => {
  if (entry.startsWith(".")) return [];
  return entry.startsWith("@") ? fs.readdirSync(join(folder, entry)).map((name) => `${entry}/${name}`) : [entry];
};

const nameOf = (floor: string): string =>
  JSON.parse(fs.readFileSync(join(realHouse, "packages", floor, "package.json"), "utf8")).name;

const allFloors: readonly string[] = fs
  .readdirSync(join(realHouse, "packages"))
  .filter((floor) => fs.existsSync(join(realHouse, "packages", floor, "package.json")));

const workspaceFolders = new Map(allFloors.map((floor) => [nameOf(floor), floor]));
