import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

// Every schema is annotated with its hand-written type, so the compiler already refuses a schema that lets through more
// than the type says. It does not see a field the schema forgot, or a schema narrower than the type. So: copy the
// sources, take the annotations away, let the compiler infer each schema's output, and hold it to the type.

const packageRoot = join(import.meta.dirname, "..");
const copyRoot = join(packageRoot, "node_modules", ".schema-equals-type");
const annotation = /^((?:export )?const (\w+)): z\.ZodMiniType<([^=]+)> =/gm;
const recordAnnotation =
  /^((?:export )?const (\w+)): \{\s*readonly \[K in keyof (\w+)\]-\?: z\.ZodMiniType<\3\[K\]>;?\s*\} =/gm;

const law = `
  import * as z from "zod/mini";
  // Index signatures (loose objects) go; an open list of words is a string; every key is required, so that mutual
  // assignability finds a missing one ("a?: string" is "a: string | undefined").
  type Word<T> = string extends T ? string : [string] extends [Extract<T, string>] ? string : Extract<T, string>;
  type Plain<T> = unknown extends T ? "unknown" : Word<T> | Rest<Exclude<T, string>>;
  type Rest<T> = T extends readonly (infer E)[] ? Plain<E>[]
    : T extends object ? { [K in keyof Required<T> as string extends K ? never : K]: Plain<T[K]> } : T;
  type Mutual<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
  export type Equal<A, B> = Mutual<Plain<A>, Plain<B>>;
  type Outputs<R> = { [K in keyof R]: R[K] extends z.ZodMiniType ? z.output<R[K]> : never };
  type Every<T> = { [K in keyof Required<T>]: T[K] };
  export type EqualRecord<R, T> = Equal<Outputs<R>, Every<T>>;
  export function proof<_ extends true>(): void {}
`;

it("infers from every schema exactly its hand-written type", async () => {
  rmSync(copyRoot, { recursive: true, force: true });
  const proofs = sources("src").reduce((count, file) => count + copyBare(file), 0);
  writeFileSync(join(copyRoot, "src", "proof.ts"), law);
  writeFileSync(
    join(copyRoot, "tsconfig.json"),
    JSON.stringify({
      extends: join(packageRoot, "tsconfig.json"),
      compilerOptions: { isolatedDeclarations: false, declaration: false, noUnusedLocals: false },
      include: ["src"],
      exclude: [],
    }),
  );
  expect(proofs).toBeGreaterThan(25);
  expect(await compile(copyRoot)).toBe("");
}, 60_000);

function sources(folder: string): string[] {
  const entries = readdirSync(join(packageRoot, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : [path];
  });
}

/** Copies one file without its annotations and adds a proof for each. Gives the number of proofs. */
function copyBare(file: string): number {
  const source = readFileSync(join(packageRoot, file), "utf8");
  const named = [...source.matchAll(annotation)].map(([, , name, type]) => `${name}>, ${type}`);
  const records = [...source.matchAll(recordAnnotation)].map(([, , name, type]) => `${name}, ${type}`);
  const proofs = [
    ...named.map((pair) => `proof<Equal<z.output<typeof ${pair}>>();`),
    ...records.map((pair) => `proof<EqualRecord<typeof ${pair}>>();`),
  ];
  const bare = source.replaceAll(annotation, "$1 =").replaceAll(recordAnnotation, "$1 =");
  const depth = "../".repeat(file.split("/").length - 2) || "./";
  const header =
    proofs.length > 0
      ? `import { proof } from "${depth}proof.ts";\nimport type { Equal, EqualRecord } from "${depth}proof.ts";\n`
      : "";
  mkdirSync(dirname(join(copyRoot, file)), { recursive: true });
  writeFileSync(join(copyRoot, file), `${header}${bare}\n${proofs.join("\n")}\n`);
  return proofs.length;
}

/** What the compiler complains of. */
async function compile(project: string): Promise<string> {
  const tsc = join(packageRoot, "..", "..", "node_modules", ".bin", "tsc");
  const failed = (problem: { stdout?: string }): { stdout: string } => ({
    stdout: problem.stdout ?? "tsc did not run",
  });
  const { stdout } = await promisify(execFile)(tsc, ["-p", project]).catch(failed);
  return stdout;
}
