import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join, relative } from "node:path";
import { command } from "./command.ts";
import { inTurn } from "./in-turn.ts";

const compilers = { "TypeScript 5.9": "typescript-5", "TypeScript 6": "typescript-6", "TypeScript 7": "typescript" };
const resolutions = {
  node16: { module: "node16", moduleResolution: "node16" },
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
};

const modules = join(import.meta.dirname, "../node_modules");

/** A stranger's folder with packages in it, and the programs that are checked there. */
export type CheckedFolder = { folder: string; programs: readonly string[] };

/**
 * Checks programs in the folders where a stranger has installed packages, with every compiler under every resolution. Declarations
 * of packages are checked, too; only TypeScript's own (`lib.*.d.ts`) are taken as they are.
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
  const runs = Object.entries(compilers).flatMap(([compiler, folder]) =>
    Object.entries(resolutions).map(([name, resolution]) => ({ compiler, folder, name, resolution })),
  );
  return inTurn(runs, availableParallelism(), async ({ compiler, folder, name, resolution }) => {
    const config = join(at, `${folder}-${name}.json`);
    writeFileSync(config, JSON.stringify({ compilerOptions: { ...options, ...resolution }, include }));
    await command(process.execPath, [join(modules, folder, "bin/tsc"), "-p", config], { cwd: at });
    return `${compiler} ${name}`;
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
