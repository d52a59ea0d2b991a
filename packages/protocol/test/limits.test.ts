import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const run = async (script: string): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, "..", "scripts", script)]);
  return stdout;
};

// Each script prints its figures and fails above its limits.
describe("limits", () => {
  it("every part weighs no more in a bundle than its limit", async () => {
    expect(await run("bundle-sizes.ts")).toContain("| chunk schema | ");
  }, 60_000);

  it("the exported types make no more instantiations than their limit", async () => {
    expect(await run("type-instantiations.ts")).toMatch(/^instantiations: \d+ /);
  }, 60_000);
});
