import { readFileSync } from "node:fs";
import { join } from "node:path";
import { firstStreamMs } from "../bench/reports.ts";
import type { StartResults } from "../bench/reports.ts";

/** A client, and what each bench calls it. */
type Contender = { title: string; judged: string; bundle: string; start: string };

const contenders: readonly Contender[] = [
  { title: "qwire", judged: "qwire", bundle: "qwire createClient + fetchTransport", start: "qwire-events" },
  { title: "`openai`", judged: "openai", bundle: "openai", start: "openai-stream" },
  { title: "`ai` + `@ai-sdk/alibaba`", judged: "ai-sdk", bundle: "ai + @ai-sdk/alibaba", start: "ai-sdk" },
  { title: "`@langchain/openai`", judged: "langchain", bundle: "@langchain/openai", start: "langchain" },
  { title: "`xsai`", judged: "xsai", bundle: "xsai", start: "xsai" },
];

const words = {
  en: { head: ["", "bad streams read right", "in a page, gzip", "import and first 1,000 chunks"], of: "of" },
  zh: { head: ["", "读对的坏流", "网页中的体积(gzip)", "导入并读完首个 1,000 块"], of: "/" },
} as const;

/** Where all figures of a column stand in the page of benchmarks. */
const anchors = ["", "twelve-bad-streams", "bundles", "start"];

type Judged = { judged: Array<{ contender: string; verdict: { isRight: boolean } }> };
type Bundles = { sizes: Array<{ name: string; gzipBytes: number }> };

/**
 * The table that sets qwire beside its peers in the READMEs, from the results that `pnpm bench` has left.
 *
 * @param root the checkout
 * @throws Error when a bench has no figure for one of them
 */
export function comparison(root: string, language: keyof typeof words): string {
  const read = <T>(bench: string): T =>
    JSON.parse(readFileSync(join(root, "bench/results", `${bench}.json`), "utf8")) as T;
  const { judged } = read<Judged>("twelve");
  const { sizes } = read<Bundles>("bundles");
  const start = read<StartResults>("start");
  const { head, of } = words[language];
  const rows = contenders.map((one) => {
    const verdicts = judged.filter(({ contender }) => contender === one.judged);
    const right = verdicts.filter(({ verdict }) => verdict.isRight).length;
    const bundle = sizes.find(({ name }) => name === one.bundle);
    const time = firstStreamMs(start, one.start);
    if (verdicts.length === 0 || bundle === undefined || time === undefined) {
      throw new Error(`bench/results has no figure for ${one.title}: run \`pnpm bench\`, or mend tools/comparison.ts.`);
    }
    const kilobytes = `${(bundle.gzipBytes / 1000).toFixed(0)} kB`;
    return [one.title, `${right} ${of} ${verdicts.length}`, kilobytes, `${time.median.toFixed(0)} ms`];
  });
  const heads = head.map((title, at) => (at === 0 ? title : `[${title}](docs/benchmarks.md#${anchors[at]})`));
  return [heads, ["---", "--:", "--:", "--:"], ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** A README with its table made anew. */
export function withComparison(readme: string, table: string): string {
  const marked = /(<!-- comparison: [^]*?-->\n)[^]*?(\n<!-- \/comparison -->)/;
  if (!marked.test(readme)) throw new Error("The README has no section `comparison`.");
  return readme.replace(marked, (_, open: string, close: string) => `${open}\n${table}\n${close}`);
}
