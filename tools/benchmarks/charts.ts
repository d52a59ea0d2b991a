import {
  adapterRatio,
  adapterTitles,
  addedRatio,
  contenders,
  crowdSizesIn,
  floorOf,
  gapRatio,
  gatewayContenders,
  jsonReaderTitles,
  loadFloor,
  loadTitles,
  loopContenders,
  loopFloor,
  loopRatio,
  measures,
  partialJsonRatio,
  requestShare,
  streamRatio,
  toolCases,
} from "../../bench/reports.ts";
import type { AdapterName, Discipline, JsonReaderName, Measure } from "../../bench/reports.ts";
import type { Bar, Chart, Panel } from "./bar-chart.ts";
import type { BenchName, Results } from "./results.ts";
import { limits } from "./targets.ts";

/** The stream that is drawn; the tables have all of them. */
const drawnStream = "text-10k-events";

/** Who is drawn, in order. `target` is ours alone. */
type Drawn = { name: string; title: string };

/** The chart of each bench that has one. */
export const charts: { readonly [Name in BenchName]?: (kept: Results[Name]) => Chart } = {
  stream: (kept) => {
    const panel = (title: string, discipline: Discipline, ours: { name: string; target: number }): Panel => ({
      title,
      unit: "×",
      floor: 1,
      bars: contenders
        .filter(({ disciplines }) => disciplines.includes(discipline))
        .flatMap((one) =>
          bar(one, {
            floor: floorOf[discipline],
            value: streamRatio(kept, drawnStream, { name: one.name, discipline })?.median,
            target: one.name === ours.name ? ours.target : undefined,
          }),
        ),
    });
    return {
      title: "Reading a stream of 10,000 chunks of text: CPU time",
      description: "As a ratio to a plain loop over the same bytes, one event a segment; less is better.",
      panels: [
        panel("chunk by chunk", "chunks", { name: "qwire-chunks", target: limits.chunks }),
        panel("up to the final message", "reply", { name: "qwire-events", target: limits.fold }),
      ],
    };
  },
  bundles: ({ sizes }) => ({
    title: "What a page loads for a streaming chat: kB, gzipped",
    description: "Bundled for the browser by esbuild, minified; less is better.",
    panels: [
      {
        title: "kB",
        unit: "",
        bars: sizes.flatMap(({ name, gzipBytes }) =>
          bar(
            { name, title: name },
            { floor: "loop + JSON.parse", value: gzipBytes / 1000, target: limits.bundles[name] },
          ),
        ),
      },
    ],
  }),
  "tool-loop": (kept) => ({
    title: "A conversation with tools: CPU time",
    description: "As a ratio to a loop that fetches, parses, calls and sends again; less is better.",
    panels: toolCases.map(({ name: conversation, title }) => ({
      title,
      unit: "×",
      floor: 1,
      bars: loopContenders.flatMap((one) =>
        bar(one, {
          floor: loopFloor,
          value: loopRatio(kept, conversation, one.name)?.median,
          target: one.name === "qwire" ? limits.toolLoop : undefined,
        }),
      ),
    })),
  }),
  adapters: (kept) => {
    const names = Object.keys(adapterTitles) as AdapterName[];
    const panel = ({ title, ...measure }: Measure, hasTarget: boolean): Panel => ({
      title: title.replace(/,? ms$/, ""),
      unit: "×",
      floor: 1,
      bars: names.flatMap((name) => {
        const target = name === "qwire-direct" ? limits.direct : limits.overFetch;
        return bar(
          { name, title: adapterTitles[name] },
          {
            floor: "bare",
            value: adapterRatio(kept, name, { title, ...measure })?.median,
            target: hasTarget && name.startsWith("qwire") ? target : undefined,
          },
        );
      }),
    });
    return {
      title: "Over a socket, beside a bare fetch loop",
      description: "As a ratio to a loop of fetch, TextDecoder, split and JSON.parse; less is better.",
      panels: [panel(measures.first, true), panel(measures.cpu, true), panel(measures.crowdCpu, false)],
    };
  },
  "partial-json": (kept) => ({
    title: "1 MiB of JSON in deltas of one letter: CPU time",
    description: "As a ratio to one JSON.parse of the whole; less is better.",
    panels: [
      {
        title: "to one JSON.parse",
        unit: "×",
        floor: 1,
        bars: (Object.keys(jsonReaderTitles) as JsonReaderName[]).flatMap((name) =>
          bar(
            { name, title: jsonReaderTitles[name] },
            {
              floor: "parse",
              value: partialJsonRatio(kept, name)?.median,
              target: name.startsWith("qwire") ? limits.partialJson : undefined,
            },
          ),
        ),
      },
    ],
  }),
  gateway: (kept) => ({
    title: "A gateway in between: what it adds",
    description: "As a ratio to what a bare node:http pass-through adds; less is better.",
    panels: (["replyMs", "firstMs"] as const).map((what) => ({
      title: what === "replyMs" ? "added to a reply" : "added to the first chunk of a stream",
      unit: "×",
      floor: 1,
      bars: gatewayContenders
        .filter(({ name }) => name !== "direct")
        .flatMap((one) =>
          bar(one, {
            floor: "bare",
            value: addedRatio(kept, one.name, what)?.median,
            target: one.name.startsWith("qwire") ? limits.gateway : undefined,
          }),
        ),
    })),
  }),
  load: (kept) => {
    const panel = (title: string, target: number, value: (name: string) => number | undefined): Panel => ({
      title,
      unit: "",
      bars: Object.entries(loadTitles).flatMap(([name, server]) =>
        bar(
          { name, title: server },
          { floor: loadFloor, value: value(name), target: name === "qwire" ? target : undefined },
        ),
      ),
    });
    const share = (name: string, asker: "client" | "sockets"): number | undefined => {
      const found = requestShare(kept, asker, { name, of: loadFloor });
      return found && found.median * 100;
    };
    const requests = "requests a second, % of a bare server's (more is better)";
    const gap = (streams: number): Panel =>
      panel(
        `${streams} streams: gap p99 to a bare server's (less is better)`,
        limits.gaps,
        (name) => gapRatio(kept, streams, { name, of: loadFloor })?.median,
      );
    return {
      title: "Emulators under load, beside a bare node:http server",
      description: "The bare server repeats the same bytes and looks at nothing.",
      panels: [
        panel(`asked by node:http: ${requests}`, limits.requestShare, (name) => share(name, "client")),
        panel(`asked by bare sockets: ${requests}`, limits.requestShare, (name) => share(name, "sockets")),
        ...crowdSizesIn(kept).map(gap),
      ].map((one, at) => ({ ...one, floor: at < 2 ? 100 : 1 })),
    };
  },
};

/** Nothing where nothing was measured. */
function bar(
  { name, title }: Drawn,
  { floor, value, target }: { floor: string; value: number | undefined; target: number | undefined },
): Bar[] {
  if (value === undefined || Number.isNaN(value)) return [];
  const kind = name === floor ? "floor" : title.startsWith("qwire") ? "qwire" : "other";
  return [{ label: title.replace(/^floor: /, ""), value, kind, ...(target === undefined ? {} : { target }) }];
}
