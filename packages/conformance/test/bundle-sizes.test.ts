import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

// The script prints the sizes and fails above its limits.
it("a page that talks to a model loads no more than its limit", async () => {
  const script = join(import.meta.dirname, "../scripts/bundle-sizes.ts");
  const { stdout } = await promisify(execFile)(process.execPath, ["--conditions=@qwire/source", script]);
  expect(stdout).toMatch(/\| reader: decode, check, fold \| \d/);
}, 60_000);
