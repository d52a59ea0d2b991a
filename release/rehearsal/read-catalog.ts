import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What the house asks for a package as, such as `ky@2.1.0`; a word that the catalog does not have stays as it is. */
export function readCatalog(root: string): (name: string) => string {
  const text = readFileSync(join(root, "pnpm-workspace.yaml"), "utf8");
  const versions = new Map(
    [...text.matchAll(/^ {2}"?([^\s":]+)"?: (\d\S*)$/gm)].map(([, name, version]) => [name, version]),
  );
  return (name) => {
    const version = versions.get(name);
    return version === undefined ? name : `${name}@${version}`;
  };
}
