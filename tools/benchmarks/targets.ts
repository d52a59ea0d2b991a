import {
  adapterRatio,
  adapterTitles,
  addedRatio,
  crowdSizesIn,
  gapRatio,
  jsonReaderTitles,
  loopRatio,
  measures,
  microsecondsPerChunk,
  partialJsonRatio,
  requestShare,
  rightOf,
  rowsNearer,
  streamRatio,
  toolCases,
} from "../../bench/reports.ts";
import type { AdapterName, Measure, Spread } from "../../bench/reports.ts";
import type { BenchName, Results } from "./results.ts";

/** What qwire wants to reach. This is the only place that says it. */
export const limits = {
  /** Checked chunks, to TextDecoder + split + JSON.parse. */
  chunks: 0.8,
  /** Events with the reply folded, to a plain loop that parses and folds. */
  fold: 1,
  /** A chunk among 100k, to one among 10k. */
  longStream: 1.1,
  /** `run()`, to a plain loop. */
  toolLoop: 2,
  /** CPU time and time to the first chunk over a socket, to a bare `fetch` loop; and past `fetch`. */
  overFetch: 1.1,
  direct: 0.5,
  partialJson: 3,
  /** What a gateway adds, to what a bare pass-through adds. */
  gateway: 2,
  /** Requests a second, in hundredths of a bare server's; gaps between events, to a bare server's. */
  requestShare: 55,
  gaps: 1.25,
  /** kB, gzipped. */
  bundles: {
    "qwire reader: decode, check, fold": 10,
    "qwire createClient + fetchTransport": 18,
    "qwire createClient + run, defineTool": 24,
  } as Readonly<Record<string, number>>,
} as const;

/** A figure, and what it is of where a target has several. */
export type Figure = { of: string; value: number };

/** A target and how it is read from what a bench has kept. A figure that was not measured is left out. */
export type Target<Kept> = {
  what: string;
  limit: { atMost: number } | { atLeast: number };
  /** Put behind the figures. */
  unit: "" | " %" | " kB";
  figures(kept: Kept): Figure[];
};

export const targets: { readonly [Name in BenchName]: ReadonlyArray<Target<Results[Name]>> } = {
  stream: [
    overStreams("checked chunks, to TextDecoder + split + JSON.parse", limits.chunks, {
      name: "qwire-chunks",
      discipline: "chunks",
    }),
    overStreams("events with the reply folded, to a loop that parses and folds", limits.fold, {
      name: "qwire-events",
      discipline: "reply",
    }),
    {
      what: "a chunk among 100k, to one among 10k",
      limit: { atMost: limits.longStream },
      unit: "",
      figures: (kept) =>
        ["text", "arguments"].flatMap((kind) =>
          ["qwire-chunks", "qwire-events"].flatMap((name) => {
            if (kept.samples[`${kind}-100k-events`] === undefined) return [];
            const long = microsecondsPerChunk(kept, `${kind}-100k-events`, name)?.median;
            const short = microsecondsPerChunk(kept, `${kind}-10k-events`, name)?.median;
            return measured(`${kind}, ${name}`, long === undefined || short === undefined ? undefined : long / short);
          }),
        ),
    },
  ],
  start: [],
  memory: [
    {
      what: "ways to read 96 MiB of text in a 64 MiB heap: `create({ stream: true })`, `.chunks()`, `.text()`",
      limit: { atLeast: 3 },
      unit: "",
      figures: ({ held }) => [
        { of: "", value: held.filter(({ name, through }) => name.startsWith("qwire") && through !== null).length },
      ],
    },
    {
      what: "segments asked for beyond what was read, while the reader idles",
      limit: { atMost: 1 },
      unit: "",
      figures: ({ held }) =>
        held.flatMap(({ name, idle }) =>
          name.startsWith("qwire") && idle ? [{ of: name, value: idle.afterIdling - idle.whenRead }] : [],
        ),
    },
  ],
  bundles: Object.entries(limits.bundles).map(([name, kb]) => ({
    what: name,
    limit: { atMost: kb },
    unit: " kB",
    figures: ({ sizes }) =>
      sizes.flatMap((size) => (size.name === name ? [{ of: "", value: size.gzipBytes / 1000 }] : [])),
  })),
  "tool-loop": [
    {
      what: "`run()`, asked for its result, to a plain loop",
      limit: { atMost: limits.toolLoop },
      unit: "",
      figures: (kept) => toolCases.flatMap(({ name, title }) => median(title, loopRatio(kept, name, "qwire"))),
    },
  ],
  adapters: [
    {
      what: "rows of six in which a transport is nearer to the bare `fetch` loop than `openai`",
      limit: { atLeast: 6 },
      unit: "",
      figures: (kept) =>
        (["qwire-fetch", "qwire-node", "qwire-direct"] as const).flatMap((name) =>
          kept.measured[name] && kept.measured["openai"]
            ? [{ of: adapterTitles[name], value: rowsNearer(kept, name).nearer }]
            : [],
        ),
    },
    overSockets("over `fetch`, to the bare `fetch` loop", limits.overFetch, ["qwire-fetch", "qwire-node"]),
    overSockets("past `fetch` (`direct: true`), to the bare `fetch` loop", limits.direct, ["qwire-direct"]),
  ],
  "partial-json": [
    {
      what: "deltas of one letter, to one `JSON.parse` of the whole",
      limit: { atMost: limits.partialJson },
      unit: "",
      figures: (kept) => median(jsonReaderTitles.qwire, partialJsonRatio(kept, "qwire")),
    },
  ],
  gateway: [
    ...(["replyMs", "firstMs"] as const).flatMap((what): Array<Target<Results["gateway"]>> => {
      const added = what === "replyMs" ? "added to a reply" : "added to a first chunk";
      return [
        {
          what: `${added}, to what a bare pass-through adds`,
          limit: { atMost: limits.gateway },
          unit: "",
          figures: (kept) => gateways.flatMap(([name, of]) => median(of, addedRatio(kept, name, what))),
        },
        {
          what: `${added}, to what \`@portkey-ai/gateway\` adds`,
          limit: { atMost: 1 },
          unit: "",
          figures: (kept) =>
            gateways.flatMap(([name, of]) => {
              const [own, theirs] = [addedRatio(kept, name, what), addedRatio(kept, "portkey", what)];
              return measured(of, own && theirs && own.median / theirs.median);
            }),
        },
      ];
    }),
    {
      what: "streams held at once, all of them whole",
      limit: { atLeast: 1000 },
      unit: "",
      figures: ({ crowds }) => gateways.flatMap(([name, of]) => measured(of, crowds[name]?.streams)),
    },
  ],
  load: [
    {
      what: "requests a second, all rules on, as a share of a bare server's",
      limit: { atLeast: limits.requestShare },
      unit: " %",
      figures: (kept) => shares(kept, "bare").map(({ of, value }) => ({ of, value: value * 100 })),
    },
    {
      what: "requests a second, to aimock's",
      limit: { atLeast: 1 },
      unit: "",
      figures: (kept) => shares(kept, "aimock"),
    },
    {
      what: "gap between events, p99, to a bare server's",
      limit: { atMost: limits.gaps },
      unit: "",
      figures: (kept) => gaps(kept, "bare"),
    },
    {
      what: "gap between events, p99, to aimock's",
      limit: { atMost: 1 },
      unit: "",
      figures: (kept) => gaps(kept, "aimock"),
    },
  ],
  twelve: [
    {
      what: "bad streams read right",
      limit: { atLeast: 12 },
      unit: "",
      figures: (kept) => [{ of: "", value: rightOf(kept, "qwire").right }],
    },
  ],
};

const gateways = [
  ["qwire", "httpTransport()"],
  ["qwire-fetch", "fetch"],
] as const;

/** CPU time of each stream. */
function overStreams(
  what: string,
  atMost: number,
  reader: Parameters<typeof streamRatio>[2],
): Target<Results["stream"]> {
  return {
    what,
    limit: { atMost },
    unit: "",
    figures: (kept) => Object.keys(kept.samples).flatMap((stream) => median(stream, streamRatio(kept, stream, reader))),
  };
}

/** CPU time of a short stream and time to its first chunk. */
function overSockets(what: string, atMost: number, names: readonly AdapterName[]): Target<Results["adapters"]> {
  const rows: ReadonlyArray<[string, Measure]> = [
    ["first chunk", measures.first],
    ["CPU of a short stream", measures.cpu],
  ];
  return {
    what: `first chunk and CPU of a short stream, ${what}`,
    limit: { atMost },
    unit: "",
    figures: (kept) =>
      names.flatMap((name) =>
        rows.flatMap(([row, measure]) => median(`${row}, ${adapterTitles[name]}`, adapterRatio(kept, name, measure))),
      ),
  };
}

function shares(kept: Results["load"], of: string): Figure[] {
  return (["client", "sockets"] as const).flatMap((asker) =>
    median(
      asker === "client" ? "asked by node:http" : "by bare sockets",
      requestShare(kept, asker, { name: "qwire", of }),
    ),
  );
}

function gaps(kept: Results["load"], of: string): Figure[] {
  return crowdSizesIn(kept).flatMap((streams) =>
    median(`${streams} streams`, gapRatio(kept, streams, { name: "qwire", of })),
  );
}

function median(of: string, spread: Spread | undefined): Figure[] {
  return measured(of, spread?.median);
}

function measured(of: string, value: number | undefined): Figure[] {
  return value === undefined ? [] : [{ of, value }];
}
