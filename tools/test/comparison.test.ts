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

test("the times of the README stand in the table of the page that its head leads to, under the same words", () => {
  const head = "import and first 1,000 chunks";
  expect(comparison(root, "en")).toContain(`[${head}](docs/benchmarks.md#start)`);
  const page = readFileSync(join(root, "docs/benchmarks.md"), "utf8");
  const section = page.slice(page.indexOf("\n## Start\n"), page.indexOf("\n## Memory\n"));
  const rows = section.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  const column = rows.find((cells) => cells.includes(head))?.indexOf(head) ?? -1;
  const times = rows.map((cells) => cells[column]?.split(" ")[0]);
  for (const [, ms] of comparison(root, "en").matchAll(/(\d+) ms \|$/gm)) expect(times).toContain(ms);
});

test("a README without the section is refused", () => {
  expect(() => withComparison("# hello\n", "")).toThrow("no section");
});
