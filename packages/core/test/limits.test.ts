import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

// The script prints its figures and fails above its limit.
describe("limits", () => {
  it("twelve tools make no more type instantiations than their limit", async () => {
    const script = join(import.meta.dirname, "../scripts/type-instantiations.ts");
    const { stdout } = await promisify(execFile)(process.execPath, [script]);
    expect(stdout).toMatch(/^instantiations: \d+ for 12 tools/);
  }, 60_000);
});
