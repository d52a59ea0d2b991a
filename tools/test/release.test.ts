import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "./run.ts";

test("a release with changesets that are in no version yet is refused before anything is built", async () => {
  const checkout = fs.mkdtempSync(join(tmpdir(), "qwire-release-test-"));
  fs.mkdirSync(join(checkout, "tools"));
  fs.mkdirSync(join(checkout, ".changeset/pre"), { recursive: true });
  fs.cpSync(join(import.meta.dirname, "../release.ts"), join(checkout, "tools/release.ts"));
  fs.writeFileSync(join(checkout, ".changeset/pre/taken.md"), "");
  fs.writeFileSync(join(checkout, ".changeset/brave-lions.md"), "");

  const { passed, output } = await run(process.execPath, ["tools/release.ts"], checkout);
  expect(passed).toBe(false);
  expect(output).toContain("brave-lions.md: not in a version yet. Run `pnpm run version`");
  expect(output).not.toContain("taken.md");

  fs.rmSync(join(checkout, ".changeset/brave-lions.md"));
  const free = await run(process.execPath, ["tools/release.ts"], checkout);
  expect(free.output).toContain("turbo"); // which is not there: it went on to build
  fs.rmSync(checkout, { recursive: true });
});
