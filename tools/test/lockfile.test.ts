import * as fs from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { platformHoles, strayVersions } from "../lockfile.ts";

const root = join(import.meta.dirname, "../..");
const lockfile = fs.readFileSync(join(root, "pnpm-lock.yaml"), "utf8");

describe("pnpm-lock.yaml", () => {
  test("installs on linux, darwin and win32", () => {
    expect(platformHoles(lockfile)).toEqual([]);
  });

  test("holds no address, so any registry may serve it", () => {
    expect(lockfile).not.toContain("://");
  });

  test.each(["bench", "examples", "packages/conformance/runners"])("of %s holds none either", (folder) => {
    expect(fs.readFileSync(join(root, folder, "pnpm-lock.yaml"), "utf8")).not.toContain("://");
  });

  test("a platform that is missing from it would be seen", () => {
    const name = "'@turbo/windows-64@";
    expect(lockfile).toContain(name);
    const withoutWindows = lockfile.replaceAll(/^ {2}'@turbo\/windows-[^\n]+\n(?: {4}[^\n]*\n)*/gm, "");
    expect(platformHoles(withoutWindows)).toEqual(["turbo: lacks win32"]);
  });
});

describe("versions", () => {
  const folders = ["packages", "apps"].flatMap((parent) =>
    fs.readdirSync(join(root, parent)).map((name) => join(parent, name)),
  );
  const manifests = [".", ...folders]
    .map((folder) => join(folder, "package.json"))
    .filter((file) => fs.existsSync(join(root, file)));

  test.each(manifests)("%s takes them from the catalog", (file) => {
    expect(strayVersions(JSON.parse(fs.readFileSync(join(root, file), "utf8")))).toEqual([]);
  });

  test("a version of its own would be seen", () => {
    const manifest = {
      dependencies: { zod: "^4.0.0", ky: "catalog:" },
      devDependencies: { "@qwire/core": "workspace:*" },
    };
    expect(strayVersions(manifest)).toEqual(["zod: ^4.0.0", "@qwire/core: workspace:*"]);
  });

  test("the catalog names exact versions", () => {
    const catalog = /^catalog:\n((?: {2}.*\n)+)/m.exec(fs.readFileSync(join(root, "pnpm-workspace.yaml"), "utf8"))?.[1];
    const versions = [...(catalog ?? "").matchAll(/: (\S+)$/gm)].map(([, version]) => version);
    expect(versions.length).toBeGreaterThan(10);
    expect(versions.filter((version) => !/^(npm:[a-z-]+@)?\d+\.\d+\.\d+$/.test(version ?? ""))).toEqual([]);
  });
});
