import type {
  AdapterResults,
  BundleResults,
  GatewayResults,
  LoadResults,
  Machine,
  MemoryResults,
  PartialJsonResults,
  StartResults,
  StreamResults,
  ToolLoopResults,
  TwelveResults,
} from "../../bench/reports.ts";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What each bench keeps. */
export type Results = {
  stream: StreamResults;
  start: StartResults;
  memory: MemoryResults;
  bundles: BundleResults;
  "tool-loop": ToolLoopResults;
  adapters: AdapterResults;
  "partial-json": PartialJsonResults;
  gateway: GatewayResults;
  load: LoadResults;
  twelve: TwelveResults;
};

export type BenchName = keyof Results;

/** What `bench/results` holds; a bench that was not run is not in it. */
export type Kept = { [Name in BenchName]?: Results[Name] & { machine?: Partial<Machine> } };

/** Reads what one bench has kept; `undefined` where it has not been run. */
export function readResults<Name extends BenchName>(root: string, name: Name): Kept[Name] {
  const file = join(root, "bench/results", `${name}.json`);
  // A boundary: the benches write what their types say.
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Kept[Name]) : undefined;
}
