import { table } from "../../bench/reports.ts";
import { barChart } from "./bar-chart.ts";
import { charts } from "./charts.ts";
import { judgeTarget } from "./judge-target.ts";
import type { Judged } from "./judge-target.ts";
import type { BenchName, Kept, Results } from "./results.ts";
import { sections } from "./sections.ts";
import type { Section } from "./sections.ts";
import { targets } from "./targets.ts";
import type { Target } from "./targets.ts";

/** Where the charts lie, seen from the checkout. */
export const chartFolder = "docs/images/benchmarks";

// A boundary: these are its own names.
export const benchNames: readonly BenchName[] = Object.keys(sections) as BenchName[];

/**
 * `docs/benchmarks.md` and its charts, by path. The same results give the same bytes.
 *
 * @param kept what each bench has left; who is missing is listed with the command that makes it
 */
export function benchmarkPages(kept: Kept): Map<string, string> {
  const pages = new Map<string, string>();
  const told = benchNames.map((name) => tellBench(name, kept, pages));
  pages.set(
    "docs/benchmarks.md",
    [intro, overview(told), machines(kept), ...told.map(({ text }) => text)].join("\n\n") + "\n",
  );
  return pages;
}

const intro = `# Benchmarks

What \`bench/\` found, one section a bench. Made from [\`bench/results\`](../bench/results) by \`pnpm generate\`, or alone by
\`node tools/write-benchmarks.ts\`: do not edit. How it is measured: [bench/README.md](../bench/README.md). What the figures mean and where
the time goes: [speed and size](speed.md).

A figure is the median of its rounds, with the smallest and the largest in brackets. Ratios are taken within a round, contender by floor, so
they hold roughly on other machines; times and requests a second are of the machine named below. A target that was missed in one of its rows
is told as not reached.`;

type Told = { name: BenchName; judged: Judged[] | undefined; text: string };

function tellBench<Name extends BenchName>(name: Name, kept: Kept, pages: Map<string, string>): Told {
  // A boundary: the compiler does not follow one name through three tables.
  const section = sections[name] as Section<Results[Name]>;
  const own = kept[name] as Results[Name] | undefined;
  const head = `## ${section.title}\n\n${section.says}`;
  if (own === undefined) {
    const text = `${head}\n\nNot measured yet: \`bench/results/${name}.json\` is not there. \`node bench/src/main.ts --only ${name}\` makes it.`;
    return { name, judged: undefined, text };
  }
  const judged = (targets[name] as ReadonlyArray<Target<Results[Name]>>).map((target) => judgeTarget(target, own));
  const chart = charts[name] as ((kept: Results[Name]) => Parameters<typeof barChart>[0]) | undefined;
  const parts = [head];
  if (chart !== undefined) {
    const drawn = chart(own);
    pages.set(`${chartFolder}/${name}.svg`, barChart(drawn));
    parts.push(`![${drawn.title}. ${drawn.description} The figures are in the table.](images/benchmarks/${name}.svg)`);
  }
  parts.push(targetTable(judged), ...section.tables(own));
  const absent = section.absent?.(own) ?? [];
  if (absent.length > 0) {
    parts.push(`Not in these results: ${absent.join("; ")}. \`node bench/src/main.ts --only ${name}\` measures all.`);
  }
  return { name, judged, text: parts.join("\n\n") };
}

function targetTable(judged: readonly Judged[]): string {
  if (judged.length === 0) return "There is no target.";
  const rows = judged.map(({ what, limit, measured, verdict, note }) => [what, limit, measured, note || verdict]);
  return table(["target", "limit", "measured", ""], rows);
}

function overview(told: readonly Told[]): string {
  const rows = told.map(({ name, judged }) => {
    const { title, holds } = sections[name];
    const reached = judged?.filter(({ verdict }) => verdict === "reached").length;
    const anchor = title.toLowerCase().replaceAll(" ", "-");
    const count = judged?.length === 0 ? "none" : `${reached} of ${judged?.length}`;
    return [`[${title}](#${anchor})`, judged === undefined ? "not measured" : count, holds];
  });
  const missed = told.flatMap(({ judged }) => judged ?? []).filter(({ verdict }) => verdict !== "reached");
  const lines = missed.map(({ what, limit, measured, verdict }) =>
    verdict === "not reached" ? `- ${what}: ${measured}, wanted ${limit}` : `- ${what}: not measured, wanted ${limit}`,
  );
  const list = lines.length === 0 ? "Every target is reached." : `Not reached:\n\n${lines.join("\n")}`;
  return `${table(["", "targets reached", "what its figures are"], rows)}\n\n${list}`;
}

/** Where and when each bench was run, and beside which versions. */
function machines(kept: Kept): string {
  const rows: string[][] = [];
  const versions = new Map<string, BenchName[]>();
  for (const name of benchNames) {
    const one = kept[name];
    if (one === undefined) continue;
    const { node = "", cpu = "", cores, platform = "", date = "", commit = "", peers = {} } = one.machine ?? {};
    rows.push([name, node, cores === undefined ? cpu : `${cores} × ${cpu}`, platform, date, commit].map(cell));
    const words = Object.entries(peers).map(([peer, version]) => `\`${peer}\` ${version}`);
    if (words.length > 0) versions.set(words.join(", "), [...(versions.get(words.join(", ")) ?? []), name]);
  }
  const beside = [...versions].map(([words, names]) => `- ${names.join(", ")}: ${words}`);
  const peers = beside.length === 0 ? "" : `\n\nInstalled beside it:\n\n${beside.join("\n")}`;
  return `## Where it was measured\n\n${table(["bench", "Node", "processor", "platform", "date", "commit"], rows)}\n\nWhat is empty, the results do not tell.${peers}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
