import { ratiosOf, spreadOf, tellMedian, tellSpread } from "../measure/spread.ts";
import type { Spread } from "../measure/spread.ts";
import { table } from "../report/table.ts";
import { gatewayContenders } from "./contenders.ts";

/** Milliseconds, and replies a second; one round. */
export type Round = { replyMs: number; firstMs: number; perSecond: number };
/** `streams`: how many came whole. What nothing stands between has no process of its own: NaN, once it is JSON `null`. */
export type Crowd = { streams: number; gapP99Ms: number; highestMiB: number | null; cpuMs: number | null };

/** What is kept of it, by contender. */
export type GatewayResults = { rounds: Record<string, Round[]>; crowds: Record<string, Crowd> };

export const gatewayFloor = "bare";

/** Round by round: what is added to the direct way, as a ratio to what the floor adds. */
export function addedRatio(
  { rounds }: Pick<GatewayResults, "rounds">,
  name: string,
  what: "replyMs" | "firstMs",
): Spread | undefined {
  const added = (one: string): number[] =>
    (rounds[one] ?? []).map((round, at) => round[what] - (rounds["direct"]?.[at]?.[what] ?? Number.NaN));
  return ratiosOf(added(gatewayFloor), added(name));
}

export function latencyTable(results: Pick<GatewayResults, "rounds">): string {
  const rows = gatewayContenders.flatMap(({ name, title }) => {
    const own = results.rounds[name];
    if (own === undefined) return [];
    const middle = (what: keyof Round, digits: number): string =>
      tellMedian(spreadOf(own.map((round) => round[what])), digits);
    const added = (what: "replyMs" | "firstMs"): string => {
      if (name === gatewayFloor) return "1";
      return name === "direct" ? "" : tellSpread(addedRatio(results, name, what), 2);
    };
    const reply = [middle("replyMs", 2), added("replyMs")];
    return [[title, ...reply, middle("firstMs", 2), added("firstMs"), middle("perSecond", 0)]];
  });
  return table(["", "reply, p50 ms", "added, ×", "first chunk, p50 ms", "added, ×", "replies/s, 32 at once"], rows);
}

export function crowdTable({ crowds }: Pick<GatewayResults, "crowds">): string {
  const rows = gatewayContenders.flatMap(({ name, title }) => {
    const crowd = crowds[name];
    if (crowd === undefined) return [];
    const figure = (value: number | null): string => (value === null || Number.isNaN(value) ? "" : value.toFixed(0));
    return [[title, String(crowd.streams), figure(crowd.gapP99Ms), figure(crowd.highestMiB), figure(crowd.cpuMs)]];
  });
  return table(["50 events at 20 a second", "streams whole", "gap p99, ms", "highest RSS, MiB", "CPU, ms"], rows);
}
