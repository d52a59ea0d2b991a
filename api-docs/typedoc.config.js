// One module for each door of each published package, read from the export maps.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const packages = join(import.meta.dirname, "../packages");

/** What a reader imports → the source behind it. A command has nothing to import. */
export const doors = readdirSync(packages).flatMap((folder) => {
  const file = join(packages, folder, "package.json");
  if (!existsSync(file)) return [];
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  if (manifest.private === true) return [];
  return Object.entries(manifest.exports)
    .filter(([door]) => door !== "./cli")
    .map(([door, { "@qwire/source": source }]) => ({
      name: join(manifest.name, door),
      source: join(packages, folder, source),
    }));
});

export default {
  name: "qwire",
  plugin: [join(import.meta.dirname, "name-doors.js")],
  entryPoints: doors.map(({ source }) => source),
  tsconfig: join(import.meta.dirname, "tsconfig.json"),
  out: join(import.meta.dirname, "html"),
  readme: join(import.meta.dirname, "front-page.md"),
  disableSources: true,
  excludeInternal: true,
  excludePrivate: true,
  validation: { notExported: false, invalidLink: true, notDocumented: false },
  treatWarningsAsErrors: true,
};
