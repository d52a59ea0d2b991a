import {
  adapterTable,
  bundleTable,
  contenders,
  gatewayContenders,
  jsonReaderTitles,
  loadTitles,
  loopContenders,
  adapterTitles,
  crowdTable,
  latencyTable,
  loadTables,
  loopTable,
  nearness,
  partialJsonTable,
  peakTable,
  startTable,
  streamTables,
  throughTable,
  verdictTable,
} from "../../bench/reports.ts";
import type { BenchName, Results } from "./results.ts";

/** One bench on the page. */
export type Section<Kept> = {
  title: string;
  /** What is measured against which floor: one sentence. */
  says: string;
  /** Whether its figures hold on another machine. */
  holds: string;
  /** The tables the bench itself prints. */
  tables(kept: Kept): string[];
  /** Who takes part and is not in these results. */
  absent?(kept: Kept): string[];
};

const ratios = "ratios to a floor: hold roughly on other machines";

const streamNames = `A column is named after what is said, in how many chunks, and how the body is cut into segments:

- \`text\`: an answer, and nothing else.
- \`thinking\`: four fifths thinking, then an answer.
- \`arguments\`: one tool call, whose arguments come in pieces.
- \`1k\`, \`10k\`, \`100k\`: so many thousand chunks, one in each event.
- \`events\`: one event a segment, as services send them.
- \`bytes\`: segments of 1 to 64 bytes at random, so that an event comes in several and a character may be cut.
- \`whole\`: the whole body in one segment.`;

const peakMemory =
  "A peak is the largest resident set of the whole process (Node itself, code, buffers and heap), so it may stand above 64 MiB: " +
  "the limit bounds only the old generation of the JavaScript heap.";

/** The benches, in the order of the page. */
export const sections: { readonly [Name in BenchName]: Section<Results[Name]> } = {
  stream: {
    title: "Reading a stream",
    says: "CPU time of reading streams over an in-memory `fetch`, against plain loops that parse, or parse and fold, the same bytes.",
    holds: ratios,
    tables: (kept) => [streamNames, streamTables(kept)],
    absent: ({ samples }) => titlesWithout(contenders, (name) => Object.values(samples).some((runs) => runs[name])),
  },
  start: {
    title: "Start",
    says: "What a fresh process pays to import a client and read its first stream, beside processes that read it with a plain loop.",
    holds: "times: of this machine",
    tables: (kept) => [startTable(kept)],
    absent: ({ samples }) => titlesWithout(contenders, (name) => samples[name]),
  },
  memory: {
    title: "Memory",
    says: "What a reader holds of a long reply that goes through, of a body while it idles, and of a reply it folds, beside a plain loop.",
    holds: "memory: holds roughly on other machines with the same Node",
    tables: (kept) => [throughTable(kept.held), peakMemory, peakTable(kept)],
  },
  bundles: {
    title: "Bundles",
    says: "What a page with a streaming chat loads, minified and gzipped, beside a loop written by hand.",
    holds: "bytes: the same on every machine",
    tables: (kept) => [bundleTable(kept)],
  },
  "tool-loop": {
    title: "A conversation with tools",
    says: "CPU time of conversations in which the model calls tools, against a loop that fetches, parses, calls and sends again.",
    holds: ratios,
    tables: (kept) => [loopTable(kept)],
    absent: ({ samples }) => titlesWithout(loopContenders, (name) => Object.values(samples).some((runs) => runs[name])),
  },
  adapters: {
    title: "Over a socket",
    says: "Time to the first chunk, time of a chunk on its way, and CPU time over loopback, against a loop of bare `fetch` and `JSON.parse`.",
    holds: ratios,
    tables: (kept) => [adapterTable(kept), nearness(kept)].filter((part) => part !== ""),
    absent: ({ measured }) => titlesWithout(named(adapterTitles), (name) => measured[name]),
  },
  "partial-json": {
    title: "Partial JSON",
    says:
      "CPU time of reading an object that grows letter by letter, against one `JSON.parse` of the whole. The target is for the deltas, asked for the " +
      "object in the end; asking for it and for the path that has changed while it grows costs more, as the rows tell.",
    holds: ratios,
    tables: (kept) => [partialJsonTable(kept)],
    absent: ({ samples }) => titlesWithout(named(jsonReaderTitles), (name) => samples[name]),
  },
  gateway: {
    title: "Gateway",
    says: "What a gateway between client and service adds over loopback, against what a bare `node:http` pass-through adds.",
    holds: ratios,
    tables: (kept) => [latencyTable(kept), crowdTable(kept)],
    absent: ({ rounds }) => titlesWithout(gatewayContenders, (name) => rounds[name]),
  },
  load: {
    title: "Emulator under load",
    says: "Requests a second, and crowds of paced streams, against a bare `node:http` server that repeats the same bytes.",
    holds: ratios,
    tables: (kept) => [loadTables(kept)],
    absent: ({ requests }) => titlesWithout(named(loadTitles), (name) => requests.client[name]),
  },
  twelve: {
    title: "Twelve bad streams",
    says: "Whether a client does what is right on twelve streams that break clients; there is no floor, and nothing is timed.",
    holds: "right or wrong: the same on every machine",
    tables: (kept) => [
      verdictTable(kept),
      "What happened in each is in [`bench/results/twelve.json`](../bench/results/twelve.json).",
    ],
  },
};

type Named = { name: string; title: string };

function titlesWithout(all: readonly Named[], isMeasured: (name: string) => unknown): string[] {
  return all.filter(({ name }) => !isMeasured(name)).map(({ title }) => title);
}

function named(titles: Readonly<Record<string, string>>): Named[] {
  return Object.entries(titles).map(([name, title]) => ({ name, title }));
}
