/** What of a package's `package.json` JSR has to know. */
export type NpmManifest = {
  name: string;
  version: string;
  license: string;
  exports: Record<string, { "@qwire/source": string }>;
  imports?: Record<string, { default: string }>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
};

/** What `deno publish` reads. */
export type JsrManifest = {
  name: string;
  version: string;
  license: string;
  exports: Record<string, string>;
  imports: Record<string, string>;
  publish: { include: string[]; exclude: string[] };
};

/** JSR has scoped names only. */
export const jsrName = (name: string): string => (name.startsWith("@") ? name : `@qwire/${name}`);

/**
 * A package's `jsr.json`: the same doors as on npm, led to the sources, which JSR publishes as they are.
 *
 * @param versionOf the version of somebody else's package that ours are built and tested with
 */
export function jsrManifest(manifest: NpmManifest, versionOf: (name: string) => string): JsrManifest {
  const { name, version, license, exports, dependencies, peerDependencies } = manifest;
  const doors = Object.entries(exports).map(([door, { "@qwire/source": source }]) => [door, source]);
  const inside = Object.entries(manifest.imports ?? {}).map(([wanted, target]) => [wanted, target.default] as const);
  const beside = inside.map(([, target]) => `${target.split("/")[1]}/**`);
  const outside = Object.entries({ ...dependencies, ...peerDependencies }).map(([wanted, range]) => {
    if (range === "workspace:^") return [wanted, `jsr:${jsrName(wanted)}@^${version}`];
    return [wanted, `npm:${wanted}@^${versionOf(wanted)}`];
  });
  return {
    name: jsrName(name),
    version,
    license,
    exports: Object.fromEntries(doors),
    imports: Object.fromEntries([...outside, ...inside]),
    publish: {
      include: ["src/**/*.ts", ...beside, "README.md", "CHANGELOG.md", "jsr.json"],
      exclude: ["src/web-globals.d.ts"],
    },
  };
}
