import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { barChart, escapeXml } from "../benchmarks/bar-chart.ts";
import { judgeTarget } from "../benchmarks/judge-target.ts";
import { benchmarkPages, benchNames } from "../benchmarks/page.ts";
import { readResults } from "../benchmarks/results.ts";
import type { Kept } from "../benchmarks/results.ts";
import { targets } from "../benchmarks/targets.ts";

const root = join(import.meta.dirname, "../..");
const keptHere = (): Kept => Object.fromEntries(benchNames.map((name) => [name, readResults(root, name)]));

test("docs/benchmarks.md and its charts say what the benches found", () => {
  const pages = benchmarkPages(keptHere());
  expect(pages.size).toBeGreaterThan(1);
  for (const [path, text] of pages) {
    expect(existsSync(join(root, path)), path).toBe(true);
    expect(readFileSync(join(root, path), "utf8"), `${path}: run pnpm generate`).toBe(text);
  }
});

test("the same results give the same bytes", () => {
  expect([...benchmarkPages(keptHere())]).toEqual([...benchmarkPages(keptHere())]);
});

test("a bench without results is listed with the command that makes them", () => {
  const pages = benchmarkPages({});
  const page = pages.get("docs/benchmarks.md") ?? "";
  for (const name of benchNames) {
    expect(page).toContain(
      `\`bench/results/${name}.json\` is not there. \`node bench/src/main.ts --only ${name}\` makes it.`,
    );
  }
  expect([...pages.keys()]).toEqual(["docs/benchmarks.md"]);
  expect(page).not.toContain("NaN");
});

const loop = (qwireMs: number): NonNullable<Kept["tool-loop"]> => {
  const run = (cpuMs: number) => [{ cpuMs, wallMs: cpuMs, peakMiB: 1 }];
  return {
    samples: {
      "20-steps": { "plain-loop": run(1), qwire: run(1.5) },
      "10-tools": { "plain-loop": run(1), qwire: run(qwireMs) },
    },
  };
};

test.each([
  [1.9, "reached", "1.50 (20 steps, one tool each) to 1.90 (one step, 10 tools)", "1 of 1"],
  [2.001, "reached in 1 of 2 rows", "1.50 (20 steps, one tool each) to 2.001 (one step, 10 tools)", "0 of 1"],
])("a loop at %d times the floor is told as %s", (ratio, verdict, measured, count) => {
  const page = benchmarkPages({ "tool-loop": loop(ratio) }).get("docs/benchmarks.md") ?? "";
  const row = page.split("\n").find((line) => line.startsWith("| `run()`")) ?? "";
  const cells = row.split("|").map((cell) => cell.trim());
  expect(cells).toEqual(["", "`run()`, asked for its result, to a plain loop", "≤ 2", measured, verdict, ""]);
  expect(page).toMatch(new RegExp(`A conversation with tools\\].*\\| +${count} \\|`));
});

test("a target that no row keeps is told as not reached", () => {
  const kept: Kept = { "tool-loop": { samples: { "10-tools": loop(3).samples["10-tools"] ?? {} } } };
  expect(benchmarkPages(kept).get("docs/benchmarks.md")).toMatch(/\| not reached +\|/);
  const [target] = targets["tool-loop"];
  const samples = { ...loop(3).samples, "20-steps": loop(4).samples["10-tools"] ?? {} };
  expect(target && judgeTarget(target, { samples })).toMatchObject({
    verdict: "not reached",
    note: "reached in none of 2 rows",
  });
});

test("a median stands within its edges, told to the same digit", () => {
  const page = benchmarkPages(keptHere()).get("docs/benchmarks.md") ?? "";
  const spreads = [...page.matchAll(/([\d.]+)(?:×,| %)? \(?([\d.]+)-([\d.]+)\)/g)].map(([, ...figures]) => figures);
  expect(spreads.length).toBeGreaterThan(100);
  for (const [median = "", least = "", most = ""] of spreads) {
    const digits = [median, least, most].map((figure) => figure.split(".")[1]?.length ?? 0);
    expect(new Set(digits).size, `${median} (${least}-${most})`).toBe(1);
    expect(Number(least)).toBeLessThanOrEqual(Number(median));
    expect(Number(median)).toBeLessThanOrEqual(Number(most));
  }
});

test("every stream of the columns is explained", () => {
  const page = benchmarkPages(keptHere()).get("docs/benchmarks.md") ?? "";
  for (const word of ["text", "thinking", "arguments", "events", "bytes", "whole"])
    expect(page).toContain(`- \`${word}\`: `);
});

test("a target whose contender did not run is not measured, and not reached", () => {
  const [target] = targets["tool-loop"];
  expect(target && judgeTarget(target, { samples: {} })).toMatchObject({ verdict: "not measured", measured: "" });
});

test("who was not measured is named", () => {
  const page = benchmarkPages({ "tool-loop": loop(1) }).get("docs/benchmarks.md") ?? "";
  expect(page).toContain(
    "Not in these results: qwire run(), every event; openai runTools({ stream: true }); xsai streamText; ai streamText + @ai-sdk/alibaba.",
  );
});

test("machine facts that results lack stay empty, and those they have are told with the peers' versions", () => {
  const machine = {
    node: "v26.0.0",
    cpu: "A|B",
    cores: 2,
    platform: "linux x64",
    date: "2026-01-02",
    commit: "abc1234",
    peers: { openai: "7.0.0" },
  };
  const page =
    benchmarkPages({ "tool-loop": { ...loop(1), machine }, start: { samples: {} } }).get("docs/benchmarks.md") ?? "";
  expect(page).toMatch(/\| tool-loop +\| +v26\.0\.0 +\| +2 × A\\\|B +\| +linux x64 +\| +2026-01-02 +\| +abc1234 +\|/);
  expect(page).toContain("- tool-loop: `openai` 7.0.0");
  expect(page).toMatch(/\| start +\| +\| +\| +\| +\| +\|/);
});

test("what would break a chart's XML is escaped, in texts and in its description", () => {
  expect(escapeXml('<a b="c">&')).toBe("&lt;a b=&quot;c&quot;&gt;&amp;");
  const bars = [{ label: "a < b & c", value: 2, kind: "other" as const }];
  const svg = barChart({ title: "x & y", description: "<desc>", panels: [{ title: "p > q", unit: '"', bars }] });
  expect(svg).toContain(">a &lt; b &amp; c</text>");
  expect(svg).toContain(">x &amp; y</title>");
  expect(svg).not.toMatch(/&(?!amp;|lt;|gt;|quot;)|a < b/);
  expect(svg).toContain("&lt;desc&gt; p &gt; q: a &lt; b &amp; c 2.00&quot;.</desc>");
});

test("an axis is logarithmic where bars are far apart, and begins at nothing where they are not", () => {
  const bars = (most: number) => [1, most].map((value) => ({ label: `${value}`, value, kind: "other" as const }));
  const draw = (most: number) =>
    barChart({ title: "", description: "", panels: [{ title: "p", unit: "", bars: bars(most) }] });
  expect(draw(30)).toContain("logarithmic");
  expect(draw(2)).not.toContain("logarithmic");
  expect(draw(2)).toMatch(/text-anchor="middle">0</);
});
