import { build } from "esbuild";
import type { Metafile } from "esbuild";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import type { BenchOptions } from "../bench-options.ts";
import { root } from "../workload/scratch.ts";
import { keepResults } from "../report/results.ts";
import { entries } from "./entries.ts";
import type { Entry } from "./entries.ts";
import { bundleTable } from "./report.ts";
import type { Size } from "./report.ts";

/** What a page has to load: bundled for the browser by esbuild, minified, gzipped. */
export async function benchBundles({ isQuick, checkout }: BenchOptions): Promise<void> {
  const sizes: Size[] = [];
  for (const entry of entries) sizes.push(await sizeOf(entry, checkout));
  console.log(bundleTable({ sizes }));
  keepResults("bundles", { sizes }, { isQuick, checkout });
}

async function sizeOf({ name, source, folder, demands = [] }: Entry, checkout: string): Promise<Size> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir: join(folder === "bench" ? root : checkout, folder) },
    outdir: join(root, "bench/.build/bundles"),
    bundle: true,
    write: false,
    minify: true,
    splitting: true,
    metafile: true,
    format: "esm",
    platform: "browser",
    target: "es2024",
    conditions: ["@qwire/source"],
    absWorkingDir: root,
    // What a page cannot have, and what xsai asks for only where somebody uses it.
    external: ["node:*", "@valibot/to-json-schema", "effect", "sury"],
    logLevel: "error",
  });
  const loaded = loadedBy(metafile, demands);
  const codes = outputFiles.filter(({ path }) => loaded.has(relative(root, path))).map(({ contents }) => contents);
  return {
    name,
    minifiedBytes: sum(codes.map(({ length }) => length)),
    gzipBytes: sum(codes.map((code) => gzipSync(code, { level: 9 }).length)),
    packages: largestParts(metafile, { loaded, partOf: packageOf }),
    files: largestParts(metafile, { loaded, partOf: fileOf }).slice(0, 40),
  };
}

/** The entry, the files it will demand, and what these import by statement. */
function loadedBy({ outputs }: Metafile, demands: readonly string[]): Set<string> {
  const loaded = new Set<string>();
  const follow = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const { path: next, kind, external } of outputs[path]?.imports ?? []) {
      if (kind === "import-statement" && external !== true) follow(next);
    }
  };
  for (const [path, { entryPoint = "" }] of Object.entries(outputs)) {
    if (entryPoint === "<stdin>" || demands.some((file) => entryPoint.endsWith(file))) follow(path);
  }
  return loaded;
}

function largestParts(
  { outputs }: Metafile,
  { loaded, partOf }: { loaded: Set<string>; partOf: (path: string) => string },
): [string, number][] {
  const parts = new Map<string, number>();
  for (const output of loaded) {
    for (const [path, { bytesInOutput }] of Object.entries(outputs[output]?.inputs ?? {})) {
      const part = partOf(path);
      parts.set(part, (parts.get(part) ?? 0) + bytesInOutput);
    }
  }
  return [...parts].sort(([, a], [, b]) => b - a);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** The package a source file belongs to. */
function packageOf(path: string): string {
  const installed = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  return installed ?? /packages\/([^/]+)/.exec(path)?.[1] ?? "entry";
}

/** A file's path, without the way to it. */
function fileOf(path: string): string {
  return path.replace(/^.*(?:node_modules|packages)\//, "");
}
