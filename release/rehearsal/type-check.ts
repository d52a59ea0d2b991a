import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join, relative } from "node:path";
import { command } from "./command.ts";
import { inTurn } from "./in-turn.ts";

const modules = join(import.meta.dirname, "../node_modules");
const checker = join(import.meta.dirname, "check-declarations.ts");

/** The words before the settings. TypeScript 7 cannot be called from JavaScript, and is quick enough to check everything. */
const compilers = {
  "TypeScript 5.9": [checker, join(modules, "typescript-5")],
  "TypeScript 6": [checker, join(modules, "typescript-6")],
  "TypeScript 7": [join(modules, "typescript/bin/tsc"), "-p"],
};
const resolutions = {
  node16: { module: "node16", moduleResolution: "node16" },
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
};

/** A stranger's folder with packages in it, and the programs that are checked there. */
export type CheckedFolder = { folder: string; programs: readonly string[] };

/**
 * Checks programs in the folders where a stranger has installed packages, with every compiler under every resolution. The
 * declarations of our packages are checked, too.
 *
 * @param at a new folder for the settings
 * @returns what has passed
 * @throws Error with the compiler's complaints
 */
export async function typeCheck(at: string, folders: readonly CheckedFolder[]): Promise<string[]> {
  mkdirSync(at, { recursive: true });
  const include = folders.flatMap(({ folder, programs }) =>
    programs.map((program) => {
      const file = join(folder, basename(program));
      cpSync(program, file);
      return relative(at, file);
    }),
  );
  const runs = Object.entries(compilers).flatMap(([compiler, words]) =>
    Object.entries(resolutions).map(([name, resolution]) => ({ name: `${compiler} ${name}`, words, resolution })),
  );
  return inTurn(runs, availableParallelism(), async ({ name, words, resolution }) => {
    const config = join(at, `${name.replaceAll(/[ .]/g, "-")}.json`);
    writeFileSync(config, JSON.stringify({ compilerOptions: { ...options, ...resolution }, include }));
    await command(process.execPath, [...words, config], { cwd: at });
    return name;
  });
}

const options = {
  target: "es2024",
  lib: ["ES2024", "ESNext.Disposable", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  noEmit: true,
  skipDefaultLibCheck: true,
  typeRoots: [join(modules, "@types")],
  types: ["node"],
};
