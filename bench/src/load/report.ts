import { ratiosOf, spreadOf, tellMedian, tellSpread } from "../measure/spread.ts";
import type { Spread } from "../measure/spread.ts";
import { table } from "../report/table.ts";
import { eventsPerStream } from "./replies.ts";

/** Of one round: replies a second, and what the server spent on each. */
export type Replies = { perSecond: number; cpuUs: number };
/** Who asks: a client of HTTP, which shares the machine as clients do, or bare sockets, which leave the server all it can take. */
export type Asker = "client" | "sockets";
export type Crowd = {
  streams: number;
  whole: number;
  gapP50Ms: number;
  gapP99Ms: number;
  kibPerStream: number;
  cpuMs: number;
};

/** What is kept of it, by contender. */
export type LoadResults = { requests: Record<Asker, Record<string, Replies[]>>; crowds: Record<string, Crowd[]> };

/** The servers, in the order of the rows. The first is the floor. */
export const loadTitles: Record<string, string> = {
  bare: "bare node:http, the same bytes",
  qwire: "qwire emulator, all rules on",
  aimock: "@copilotkit/aimock",
};
export const loadFloor = "bare";
/** Over so many the requests come. */
export const connections = 50;

/** Requests a second as a share of another server's, round by round. */
export function requestShare(
  { requests }: LoadResults,
  asker: Asker,
  { name, of }: { name: string; of: string },
): Spread | undefined {
  const perSecond = (one: string): number[] => (requests[asker][one] ?? []).map((round) => round.perSecond);
  return ratiosOf(perSecond(of), perSecond(name));
}

/** The 99th percentile of the gaps between events as a ratio to another server's, round by round. */
export function gapRatio(
  results: LoadResults,
  streams: number,
  { name, of }: { name: string; of: string },
): Spread | undefined {
  const gaps = (one: string): number[] => crowdsOf(results, one, streams).map((crowd) => crowd.gapP99Ms);
  return ratiosOf(gaps(of), gaps(name));
}

/** The sizes of the crowds, the smallest first. */
export function crowdSizesIn({ crowds }: LoadResults): number[] {
  const sizes = Object.values(crowds).flatMap((own) => own.map(({ streams }) => streams));
  return [...new Set(sizes)].toSorted((a, b) => a - b);
}

export function loadTables(results: LoadResults): string {
  return [
    requestTable(results, "client", `plain requests by node:http, ${connections} connections`),
    requestTable(results, "sockets", `plain requests by bare sockets, ${connections} connections`),
    crowdTable(results),
  ].join("\n\n");
}

function requestTable(results: LoadResults, asker: Asker, title: string): string {
  const rows = Object.entries(loadTitles).flatMap(([name, server]) => {
    const own = results.requests[asker][name];
    if (own === undefined) return [];
    const middle = (of: (round: Replies) => number): string => tellMedian(spreadOf(own.map(of)), 0);
    const share = requestShare(results, asker, { name, of: loadFloor });
    return [[server, middle(({ perSecond }) => perSecond), percent(share), middle(({ cpuUs }) => cpuUs)]];
  });
  return table([title, "a second", "of the floor, median (min-max)", "CPU, µs a request"], rows);
}

function percent(share: Spread | undefined): string {
  if (share === undefined) return "";
  const [median, min, max] = [share.median, share.min, share.max].map((one) => (one * 100).toFixed(0));
  return `${median} % (${min}-${max})`;
}

function crowdTable(results: LoadResults): string {
  const rows = crowdSizesIn(results).flatMap((streams) =>
    Object.keys(loadTitles).flatMap((name) => crowdRows(results, name, streams)),
  );
  const heads = [
    "whole",
    "gap p50, ms",
    "gap p99, ms",
    "× floor, median (min-max)",
    "KiB a stream",
    "CPU, µs an event",
  ];
  return table(["streams of 50 events, 20 a second", ...heads], rows);
}

function crowdRows(results: LoadResults, name: string, streams: number): string[][] {
  const own = crowdsOf(results, name, streams);
  if (own.length === 0) return [];
  const middle = (of: (crowd: Crowd) => number): string => tellMedian(spreadOf(own.map(of)), 0);
  return [
    [
      `${streams} × ${loadTitles[name] ?? name}`,
      String(Math.min(...own.map(({ whole }) => whole))),
      middle(({ gapP50Ms }) => gapP50Ms),
      middle(({ gapP99Ms }) => gapP99Ms),
      tellSpread(gapRatio(results, streams, { name, of: loadFloor }), 2),
      middle(({ kibPerStream }) => kibPerStream),
      middle(({ cpuMs }) => (cpuMs / streams / eventsPerStream) * 1000),
    ],
  ];
}

function crowdsOf({ crowds }: LoadResults, name: string, streams: number): Crowd[] {
  return (crowds[name] ?? []).filter((crowd) => crowd.streams === streams);
}
