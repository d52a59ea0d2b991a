// Makes a checkout ready for `deno publish`: a jsr.json for every published package, and the deno.json that makes them one
// workspace. It is for a checkout that is thrown away: the packages' tsconfig.json go, because Deno would obey them, and they name
// fewer web globals than it has.
//
//   node tools/prepare-jsr.ts <folder of the checkout>

import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { jsrManifest } from "./jsr-manifest.ts";

const root = process.argv[2];
if (root === undefined) throw new TypeError("Name the checkout to change: node tools/prepare-jsr.ts <folder>");
const workspace = readFileSync(join(root, "pnpm-workspace.yaml"), "utf8");
const members: string[] = [];

for (const folder of readdirSync(join(root, "packages"))) {
  const file = join(root, "packages", folder, "package.json");
  if (!existsSync(file)) continue;
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  if (manifest.private === true) continue;
  members.push(`./packages/${folder}`);
  const text = JSON.stringify(jsrManifest(manifest, catalogVersion), null, 2);
  writeFileSync(join(root, "packages", folder, "jsr.json"), `${text}\n`);
  rmSync(join(root, "packages", folder, "tsconfig.json"), { force: true });
}
writeFileSync(join(root, "deno.json"), `${JSON.stringify({ workspace: members }, null, 2)}\n`);

function catalogVersion(name: string): string {
  const version = new RegExp(`^ {2}"?${name}"?: (\\d\\S*)$`, "m").exec(workspace)?.[1];
  if (version === undefined) throw new Error(`The catalog of pnpm-workspace.yaml has no version for ${name}.`);
  return version;
}
