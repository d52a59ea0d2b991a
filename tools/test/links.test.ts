import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findBrokenLinks } from "../find-broken-links.ts";

const root = join(import.meta.dirname, "../..");

test("every link between pages leads somewhere", () => {
  const words = ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"];
  const listed = execFileSync("git", words, { cwd: root, encoding: "utf8" }).split("\n").filter(Boolean);
  const pages = listed.filter((page) => !page.startsWith(".changeset/") && fs.existsSync(join(root, page)));
  expect(pages.length).toBeGreaterThan(30);
  expect(findBrokenLinks(root, pages)).toEqual([]);
});

test("a page that is gone and a heading that is not there are told, with their line", () => {
  const folder = fs.mkdtempSync(join(tmpdir(), "qwire-links-"));
  fs.mkdirSync(join(folder, "docs"));
  fs.writeFileSync(
    join(folder, "README.md"),
    "# Hello\n\n[a](docs/a.md), [gone](docs/b.md), [self](#hello)\n[web](https://example.test/x)\n\n```md\n[not](a-link.md)\n```\n\n`[nor](this.md)` ![picture](none.png)\n",
  );
  fs.writeFileSync(
    join(folder, "docs/a.md"),
    "## `run()` & *more*, by task\n## 中文 标题\n## 中文 标题\n[x](#run--more-by-task) [y](#中文-标题-1) [z](#nothing) [up](../README.md#hello) [home](..)\n",
  );
  expect(findBrokenLinks(folder, ["README.md", "docs/a.md"])).toEqual([
    "README.md:3 → docs/b.md",
    "README.md:10 → none.png",
    "docs/a.md:4 → #nothing",
  ]);
  fs.rmSync(folder, { recursive: true });
});
