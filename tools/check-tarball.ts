import { existsSync, globSync, readFileSync, readdirSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";

/** The part of a published manifest that is looked at. */
type Manifest = {
  name: string;
  exports?: Record<string, Record<string, string>>;
  imports?: Record<string, Record<string, string>>;
  bin?: Record<string, string>;
  scripts?: Record<string, string>;
  engines?: Record<string, string>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
};

/**
 * What is wrong with a package as it was published, each as a sentence; none when it is fit for strangers.
 *
 * @param folder the unpacked tarball
 */
export function checkTarball(folder: string): string[] {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  const complaints = [
    ...contents(folder, manifest),
    ...ranges(manifest),
    ...installation(manifest),
    ...doors(folder, manifest),
    ...imports(folder, manifest),
    ...maps(folder),
  ];
  return complaints.map((complaint) => `${manifest.name}: ${complaint}`);
}

const expected = ["CHANGELOG.md", "LICENSE", "README.md", "dist", "package.json"];

function contents(folder: string, { imports = {} }: Manifest): string[] {
  const own = Object.values(imports).flatMap((targets) => Object.values(targets).map((target) => target.split("/")[1]));
  const found = readdirSync(folder).filter((name) => name !== "node_modules");
  const needed = [...expected, ...own, "NOTICE"];
  return [
    ...expected.filter((name) => !found.includes(name)).map((name) => `${name} is missing.`),
    ...found.filter((name) => !needed.includes(name)).map((name) => `${name} is nothing a user needs.`),
  ];
}

function ranges({ dependencies, peerDependencies }: Manifest): string[] {
  return Object.entries({ ...dependencies, ...peerDependencies })
    .filter(([, range]) => /^(workspace|catalog|link|file|git|https?):/.test(range))
    .map(([name, range]) => `${name} is asked for as ${range}, which nobody else can resolve.`);
}

function installation({ scripts, engines, peerDependencies, peerDependenciesMeta }: Manifest): string[] {
  const run = ["preinstall", "install", "postinstall", "prepare"].filter((name) => scripts?.[name] !== undefined);
  const required = Object.keys(peerDependencies ?? {}).filter(
    (name) => peerDependenciesMeta?.[name]?.optional !== true,
  );
  return [
    ...run.map((name) => `the script ${name} runs on the machines of others.`),
    ...(engines?.["node"] === undefined ? ["engines does not say which Node it needs."] : []),
    ...required.map((name) => `the peer ${name} is not optional.`),
  ];
}

function doors(folder: string, { exports = {}, imports = {}, bin = {} }: Manifest): string[] {
  const led = [...Object.values(exports), ...Object.values(imports), bin];
  const targets = led.flatMap((one) => Object.values(one));
  const shut = targets.filter((target) => !existsSync(join(folder, target)));
  const own = Object.entries(exports).filter(([, door]) => "@qwire/source" in door);
  const mute = Object.values(bin).filter((target) => !readFileSync(join(folder, target), "utf8").startsWith("#!"));
  return [
    ...shut.map((target) => `${target} is named and not there.`),
    ...own.map(([door]) => `the door ${door} leads to sources that are not published.`),
    ...mute.map((target) => `${target} is a command without a first line that says by whom it is run.`),
  ];
}

/** Names of packages that code or declarations import and the manifest does not ask for. */
function imports(folder: string, { name: self, dependencies, peerDependencies }: Manifest): string[] {
  const asked = [self, ...Object.keys({ ...dependencies, ...peerDependencies })];
  const wanted = globSync("dist/**/*.{js,d.ts}", { cwd: folder }).flatMap((file) => {
    const text = withoutComments(readFileSync(join(folder, file), "utf8"));
    const found = text.matchAll(
      /\b(?:import|export)\s+(?:[\w$*{}\s,]+?\s+from\s+)?["']([^"'\n]+)["']|\bimport\(["']([^"'\n]+)["']\)/g,
    );
    return [...found].map(([, statement, call]) => statement ?? call ?? "");
  });
  return [...new Set(wanted)]
    .filter((one) => /^@?[a-z][\w./-]*$/i.test(one) && !builtinModules.includes(one))
    .map((one) =>
      one
        .split("/")
        .slice(0, one.startsWith("@") ? 2 : 1)
        .join("/"),
    )
    .filter((one) => !asked.includes(one))
    .map((one) => `${one} is imported and not asked for.`);
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");
}

type SourceMap = { sources: string[]; sourcesContent?: Array<string | null> };

function maps(folder: string): string[] {
  return globSync("dist/**/*.{js,d.ts}", { cwd: folder }).flatMap((file) => {
    const url = /^\/\/# sourceMappingURL=(\S+)\s*$/m.exec(readFileSync(join(folder, file), "utf8"))?.[1];
    if (url === undefined) return [];
    const path = join(folder, dirname(file), url);
    if (!existsSync(path)) return [`${file} names the map ${url}, which is not there.`];
    const map = JSON.parse(readFileSync(path, "utf8")) as SourceMap;
    const lost = map.sources.filter(
      (source, at) => typeof map.sourcesContent?.[at] !== "string" && !existsSync(join(dirname(path), source)),
    );
    return lost.map((source) => `the map of ${file} leads to ${source}, which is neither in it nor beside it.`);
  });
}
