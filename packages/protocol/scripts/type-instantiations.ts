// Prints how many types the compiler makes for a file that uses every exported type, as a user of the published
// declarations has them, and fails above the limit.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const maxInstantiations = 6_000;

const packageRoot = fileURLToPath(new URL("..", import.meta.url));
const folder = join(packageRoot, "node_modules", ".type-instantiations");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
tsc(
  "-p",
  packageRoot,
  "--noEmit",
  "false",
  "--emitDeclarationOnly",
  "--rootDir",
  join(packageRoot, "src"),
  "--outDir",
  join(folder, "dist"),
);

const zodAlone = instantiations(
  "zod-alone.ts",
  'import type { ZodMiniType } from "zod/mini";\nexport type S = ZodMiniType<1>;\n',
);
const everything = instantiations("every-type.ts", everyType());
console.log(`instantiations: ${everything} for every exported type, of these ${zodAlone} for zod/mini itself`);
if (!(everything <= maxInstantiations)) {
  console.error(`above ${maxInstantiations}`);
  process.exitCode = 1;
}

/** A file that names each exported type once and takes and gives one of its values. */
function everyType(): string {
  const index = readFileSync(join(packageRoot, "src", "index.ts"), "utf8");
  const lists = [...index.matchAll(/export type \{([^}]+)\}/g)].map(([, list]) => list ?? "");
  const names = lists.flatMap((list) => list.split(",").map((name) => name.trim())).filter((name) => name !== "");
  const uses = names.map((name) => `export const use${name} = (value: Copy<${name}>): ${name} => value;`);
  return [
    `import type { ${names.join(", ")} } from "./dist/index.js";`,
    'import { chatCompletion, chatCompletionChunk, chatMessage, chatRequest, modelList, tool } from "./dist/index.js";',
    "type Copy<T> = T extends string | number | Function ? T : { [K in keyof T]: T[K] };",
    ...uses,
    "export const schemas = [chatCompletion, chatCompletionChunk, chatMessage, chatRequest, modelList, tool];",
    "export const parsed = [chatCompletion.parse(0), chatCompletionChunk.parse(0), chatRequest.parse(0)];",
    'export const told = chatMessage.safeParse(0).error?.issues.map((issue) => issue.path.join("."));',
    "",
  ].join("\n");
}

function instantiations(file: string, source: string): number {
  writeFileSync(join(folder, file), source);
  const flags = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2024", "--module", "nodenext"];
  const report = tsc("--ignoreConfig", ...flags, "--extendedDiagnostics", join(folder, file));
  return Number(/Instantiations:\s*(\d+)/.exec(report)?.[1] ?? Number.NaN);
}

function tsc(...flags: string[]): string {
  return execFileSync(join(packageRoot, "..", "..", "node_modules", ".bin", "tsc"), flags, { encoding: "utf8" });
}
