import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { comparison, withComparison } from "../comparison.ts";

const root = join(import.meta.dirname, "../..");

test.each([
  ["README.md", "en"],
  ["README.zh-CN.md", "zh"],
] as const)("%s says what the benches found", (page, language) => {
  const readme = readFileSync(join(root, page), "utf8");
  expect(readme, "run pnpm generate").toBe(withComparison(readme, comparison(root, language)));
});

test("a README without the section is refused", () => {
  expect(() => withComparison("# hello\n", "")).toThrow("no section");
});
