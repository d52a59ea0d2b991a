import { afterEach, expect, test } from "vitest";
import { buildHouse } from "./build-house.ts";
import type { House } from "./build-house.ts";

let house: House;
afterEach(() => house.tearDown());

const manifest = (dependencies: Record<string, string>): string =>
  JSON.stringify({
    name: "room",
    type: "module",
    exports: { ".": { "@qwire/source": "./src/index.ts" } },
    dependencies,
  });

/** A workspace of one package, because knip judges all manifests together. */
const noFloors: string[] = [];
const rooms = {
  "package.json": `{ "name": "house", "private": true, "type": "module" }`,
  "pnpm-workspace.yaml": "packages: [packages/room]\n",
  "tools/oxlint-house.ts": "",
  "packages/room/package.json": manifest({ zod: "*" }),
  "packages/room/src/index.ts": `export { used } from "./inner.ts";\n`,
  "packages/room/src/inner.ts": `import * as z from "zod/mini";\nexport const used = z.string();\n`,
};

test("knip lets a room pass where everything is used", async () => {
  house = buildHouse(rooms, noFloors);
  const { passed, output } = await house.check("knip", "--no-config-hints");
  expect(passed, output).toBe(true);
});

test("knip refuses an export that nobody imports", async () => {
  house = buildHouse(
    {
      ...rooms,
      "packages/room/src/inner.ts": `${rooms["packages/room/src/inner.ts"]}export const forgotten = 1;\n`,
    },
    noFloors,
  );
  const { passed, output } = await house.check("knip", "--no-config-hints");
  expect(passed).toBe(false);
  expect(output).toMatch(/Unused exports[^]*forgotten/);
});

test("knip refuses a file that nobody imports", async () => {
  house = buildHouse({ ...rooms, "packages/room/src/attic.ts": `export const old = 1;\n` }, noFloors);
  const { passed, output } = await house.check("knip", "--no-config-hints");
  expect(passed).toBe(false);
  expect(output).toMatch(/Unused files[^]*attic\.ts/);
});

test("knip refuses a dependency that nobody imports", async () => {
  house = buildHouse({ ...rooms, "packages/room/package.json": manifest({ zod: "*", ky: "*" }) }, noFloors);
  const { passed, output } = await house.check("knip", "--no-config-hints");
  expect(passed).toBe(false);
  expect(output).toMatch(/Unused dependencies[^]*ky/);
});

test("knip refuses an import that no manifest names", async () => {
  house = buildHouse({ ...rooms, "packages/room/package.json": manifest({}) }, noFloors);
  const { passed, output } = await house.check("knip", "--no-config-hints");
  expect(passed).toBe(false);
  expect(output).toMatch(/Unlisted dependencies[^]*zod/);
});
