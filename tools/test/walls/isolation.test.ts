import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../run.ts";
import type { Verdict } from "../run.ts";
import { realHouse } from "./build-house.ts";

/** Asks Node, standing inside a package of the real workspace, where an import leads. */
const resolveFrom = (folder: string, specifier: string): Promise<Verdict> => {
  const script = `console.log(import.meta.resolve(${JSON.stringify(specifier)}))`;
  const words = ["--conditions=@qwire/source", "--input-type=module", "--eval", script];
  return run(process.execPath, words, join(realHouse, folder));
};

test.each([
  ["packages/protocol", "@qwire/core", "zod/mini"],
  ["packages/core", "@qwire/adapters/fetch", "@qwire/protocol"],
  ["packages/core", "@qwire/server", "@qwire/protocol"],
  ["packages/core", "ky", "eventsource-parser"],
  ["packages/adapters", "@qwire/server", "@qwire/core"],
  ["packages/server", "@qwire/core", "@qwire/protocol"],
  ["packages/qwire", "@qwire/server", "@qwire/core"],
])("pnpm gives %s no way to %s", async (folder, forbidden, allowed) => {
  const refusal = await resolveFrom(folder, forbidden);
  expect(refusal.passed).toBe(false);
  expect(refusal.output).toContain("ERR_MODULE_NOT_FOUND");
  expect(await resolveFrom(folder, allowed)).toMatchObject({ passed: true });
});

test("a package has no way in but its doors", async () => {
  const refusal = await resolveFrom("packages/core", "@qwire/protocol/src/index.ts");
  expect(refusal.passed).toBe(false);
  expect(refusal.output).toContain("ERR_PACKAGE_PATH_NOT_EXPORTED");
});
