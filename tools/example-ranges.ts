import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A manifest of `examples/` that asks for packages of ours. */
export type ExampleManifest = { file: string; text: string; wanted: string };

/**
 * The manifests of the projects in `examples/`, and what each should be. A copied folder installs what it names, so it
 * names the release it lies beside: for 0.1.4 it is `^0.1.0`.
 */
export function exampleManifests(root: string): ExampleManifest[] {
  const { version } = JSON.parse(readFileSync(join(root, "packages/qwire/package.json"), "utf8")) as {
    version: string;
  };
  return globSync("examples/*/package.json", { cwd: root })
    .toSorted()
    .map((file) => {
      const text = readFileSync(join(root, file), "utf8");
      return { file, text, wanted: withRange(text, rangeOf(version)) };
    });
}

/** A pre-release is asked for by its own name: no range takes it in. */
export function rangeOf(version: string): string {
  return version.includes("-") ? version : `^${version.replace(/\.\d+$/, ".0")}`;
}

/** A manifest whose packages of ours are asked for by this range. */
export function withRange(manifest: string, range: string): string {
  return manifest.replaceAll(/("(?:qwire|@qwire\/[\w-]+)": )"[^"]*"/g, `$1"${range}"`);
}
