import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkTarball } from "../check-tarball.ts";

const manifest = {
  name: "@qwire/fit",
  engines: { node: ">=22.12" },
  exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
  bin: { fit: "./dist/cli.js" },
  scripts: { build: "tsdown" },
  dependencies: { zod: "^4.6.7" },
  peerDependencies: { ky: ">=2" },
  peerDependenciesMeta: { ky: { optional: true } },
};
const map = { version: 3, sources: ["../src/index.ts"], sourcesContent: ["export const one = 1;"], mappings: "" };
const fit: Record<string, string> = {
  "README.md": "# fit",
  "CHANGELOG.md": "## 0.1.0",
  LICENSE: "Apache-2.0",
  "dist/index.js": `import "node:fs";\nimport * as z from "zod/mini";\nexport const one = 1;\n//# sourceMappingURL=index.js.map\n`,
  "dist/index.js.map": JSON.stringify(map),
  "dist/index.d.ts": `import { KyInstance } from "ky";\nexport declare const one: 1;\n`,
  "dist/cli.js": "#!/usr/bin/env node\n",
};
let folder: string;

beforeEach(() => (folder = fs.mkdtempSync(join(tmpdir(), "qwire-tarball-"))));
afterEach(() => fs.rmSync(folder, { recursive: true }));

test("a fit package has nothing against it", () => {
  expect(judge({}, {})).toEqual([]);
});

test("its own imports may lead beside dist, to what is there", () => {
  const imports = { "#words": { types: "./words/all.d.ts", default: "./words/all.js" } };
  expect(judge({ imports }, { "words/all.js": "", "words/all.d.ts": "", NOTICE: "" })).toEqual([]);
  expect(judge({ imports }, { "words/all.js": "" })).toEqual([expect.stringContaining("./words/all.d.ts is named")]);
});

test.each<[string, object, Record<string, string | null>]>([
  ["LICENSE is missing", {}, { LICENSE: null }],
  ["src is nothing a user needs", {}, { "src/index.ts": "" }],
  ["zod is asked for as workspace:^", { dependencies: { zod: "workspace:^" } }, {}],
  ["zod is asked for as catalog:", { dependencies: { zod: "catalog:" } }, {}],
  ["the script postinstall runs", { scripts: { postinstall: "node spy.js" } }, {}],
  ["engines does not say", { engines: {} }, {}],
  ["the peer ky is not optional", { peerDependenciesMeta: {} }, {}],
  ["./dist/index.d.ts is named and not there", {}, { "dist/index.d.ts": null }],
  ["the door . leads to sources", { exports: { ".": { "@qwire/source": "./dist/index.js" } } }, {}],
  ["./dist/cli.js is a command without", {}, { "dist/cli.js": "run();\n" }],
  ["undici is imported and not asked for", {}, { "dist/index.js": `import { Agent } from "undici";\n` }],
  ["undici is imported", {}, { "dist/index.d.ts": `export type { Agent } from "undici";\n` }],
  ["@scope/name is imported", {}, { "dist/index.js": `const late = await import("@scope/name/door");\n` }],
  ["names the map index.js.map, which is not there", {}, { "dist/index.js.map": null }],
  ["leads to ../src/index.ts", {}, { "dist/index.js.map": JSON.stringify({ ...map, sourcesContent: [] }) }],
])("it is told that %s", (sentence, changes, files) => {
  expect(judge(changes, files)).toEqual([expect.stringContaining(`@qwire/fit: `)]);
  expect(judge(changes, files)[0]).toContain(sentence);
});

function judge(changes: object, files: Record<string, string | null>): string[] {
  const all = { ...fit, ...files, "package.json": JSON.stringify({ ...manifest, ...changes }) };
  fs.rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of Object.entries(all)) {
    if (text === null) continue;
    fs.mkdirSync(dirname(join(folder, name)), { recursive: true });
    fs.writeFileSync(join(folder, name), text);
  }
  return checkTarball(folder);
}
