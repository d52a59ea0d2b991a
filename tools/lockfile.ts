const systems = ["linux", "darwin", "win32"];

/**
 * Packages that ship a binary per platform and would not install on all three systems, as `name: lacks win32`.
 *
 * pnpm leaves an optional package that the registry does not have out of the lockfile without a word, so a lockfile
 * can be made that works only where it was made.
 */
export function platformHoles(lockfile: string): string[] {
  const systemsOf = readSystems(sectionOf(lockfile, "packages"));
  return readOptional(sectionOf(lockfile, "snapshots")).flatMap(({ name, optional }) => {
    const served = optional.filter((one) => !servesOneSystem.has(one)).flatMap((one) => systemsOf.get(one) ?? []);
    const lacking = systems.filter((system) => !served.includes(system));
    return served.length === 0 || lacking.length === 0 ? [] : [`${name}: lacks ${lacking.join(", ")}`];
  });
}

/** What a manifest asks for beside the catalog, as `name: range`. Peers are a range for whoever installs us. */
export function strayVersions(manifest: Manifest): string[] {
  const asked = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
  return Object.entries(asked)
    .filter(([, range]) => range !== "catalog:" && range !== "catalog:published" && range !== "workspace:^")
    .map(([name, range]) => `${name}: ${range}`);
}

interface Manifest {
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

/** File events of macOS: there is nothing to serve elsewhere. */
const servesOneSystem = new Set(["fsevents"]);

const sectionOf = (lockfile: string, name: string): string =>
  lockfile.split(/^(?=\S)/m).find((section) => section.startsWith(`${name}:`)) ?? "";

/** The entries of a section: each begins with a name at two spaces and ends where the next begins. */
const entriesOf = (section: string): string[] => section.split(/^(?= {2}\S)/m).slice(1);

const nameOf = (entry: string): string => /^ *'?(@?[^@'(:]+)/.exec(entry)?.[1] ?? "";

const readSystems = (section: string): Map<string, string[]> =>
  new Map(
    entriesOf(section).flatMap((entry) => {
      const found = /^ {4}os: \[(.+)\]$/m.exec(entry)?.[1];
      return found === undefined ? [] : [[nameOf(entry), found.split(", ")]];
    }),
  );

const readOptional = (section: string): { name: string; optional: string[] }[] =>
  entriesOf(section).map((entry) => {
    const list = /^ {4}optionalDependencies:\n((?: {6}.*\n?)+)/m.exec(entry)?.[1] ?? "";
    return { name: nameOf(entry), optional: list.split("\n").filter(Boolean).map(nameOf) };
  });
