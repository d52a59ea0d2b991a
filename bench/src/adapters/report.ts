import { ratiosOf, spreadOf, tellMedian, tellSpread } from "../measure/spread.ts";
import type { Spread } from "../measure/spread.ts";
import { table } from "../report/table.ts";

/** What is measured: streams one after another, one stream that takes its time, and many at once. */
export type Order = "first" | "pace" | "crowd";
/** Milliseconds. */
export type Figures = { p50: number; p99: number; cpuMs: number };
export type Round = Record<Order, Figures>;

/** What is kept of it: the rounds by contender. */
export type AdapterResults = { measured: Record<string, Round[]> };

/** The contenders, in the order of the columns. The first is the floor. */
export const adapterTitles = {
  bare: "bare fetch loop",
  "bare-undici": "bare undici.request loop",
  "qwire-fetch": "qwire, fetchTransport()",
  "qwire-node": "qwire, nodeTransport()",
  "qwire-direct": "qwire, nodeTransport({ direct: true })",
  openai: "openai",
} as const;

export type AdapterName = keyof typeof adapterTitles;

/** A row: what is measured, of which order, in milliseconds. */
export type Measure = { title: string; order: Order; figure: keyof Figures; digits: number };

export const measures = {
  first: { title: "first chunk, p50 ms", order: "first", figure: "p50", digits: 2 },
  cpu: { title: "CPU of a short stream, ms", order: "first", figure: "cpuMs", digits: 2 },
  pace: { title: "chunk on its way, p50 ms", order: "pace", figure: "p50", digits: 3 },
  crowd: { title: "200 streams at once: chunk, p50 ms", order: "crowd", figure: "p50", digits: 2 },
  crowdLate: { title: "200 streams at once: chunk, p99 ms", order: "crowd", figure: "p99", digits: 2 },
  crowdCpu: { title: "200 streams at once: CPU, ms", order: "crowd", figure: "cpuMs", digits: 0 },
} as const satisfies Record<string, Measure>;

const rowsOfTable: readonly Measure[] = Object.values(measures);

const valuesOf = ({ measured }: AdapterResults, name: AdapterName, { order, figure }: Measure): number[] =>
  (measured[name] ?? []).map((round) => round[order][figure]);

/** How many times the floor's, taken round by round. */
export function adapterRatio(results: AdapterResults, name: AdapterName, measure: Measure): Spread | undefined {
  return ratiosOf(valuesOf(results, "bare", measure), valuesOf(results, name, measure));
}

export function adapterTable(results: AdapterResults): string {
  const names = namesIn(results);
  const rows = rowsOfTable.map((measure) => [
    measure.title,
    ...names.map((name) => {
      const value = tellMedian(spreadOf(valuesOf(results, name, measure)), measure.digits);
      const ratio = tellSpread(adapterRatio(results, name, measure), 2)
        .replace(" (", "×, ")
        .replace(")", "");
      return name === "bare" ? value : `${value} (${ratio})`;
    }),
  ]);
  return table(["median (ratio to the first, min-max)", ...names.map((name) => adapterTitles[name])], rows);
}

/** The rows of how many there are in which a transport is nearer to the floor than `openai`. */
export function rowsNearer(
  results: AdapterResults,
  name: AdapterName,
): { nearer: number; of: number; behind: string[] } {
  const ratio = (one: AdapterName, measure: Measure): number =>
    adapterRatio(results, one, measure)?.median ?? Number.NaN;
  const behind = rowsOfTable.filter((measure) => !(ratio(name, measure) < ratio("openai", measure)));
  return {
    nearer: rowsOfTable.length - behind.length,
    of: rowsOfTable.length,
    behind: behind.map(({ title }) => title),
  };
}

/** In how many rows each transport is nearer to the floor than `openai`, and in which it is not; nothing where `openai` did not run. */
export function nearness(results: AdapterResults): string {
  if (results.measured["openai"] === undefined) return "";
  const told = namesIn(results).flatMap((name) => {
    if (!name.startsWith("qwire")) return [];
    const { nearer, of, behind } = rowsNearer(results, name);
    const but = behind.length === 0 ? "" : `, but not in: ${behind.join("; ")}`;
    return [`- ${adapterTitles[name]}: ${nearer} of ${of} rows${but}`];
  });
  return `Nearer to the bare fetch loop than \`openai\`:\n\n${told.join("\n")}`;
}

function namesIn({ measured }: AdapterResults): AdapterName[] {
  // A boundary: these are its own names.
  return (Object.keys(adapterTitles) as AdapterName[]).filter((name) => measured[name] !== undefined);
}
