import type { BenchOptions } from "./bench-options.ts";
import { benchAdapters } from "./adapters/bench.ts";
import { benchBundles } from "./bundles/bench.ts";
import { benchGateway } from "./gateway/bench.ts";
import { benchLoad } from "./load/bench.ts";
import { benchMemory } from "./memory/bench.ts";
import { benchPartialJson } from "./partial-json/bench.ts";
import { benchStart } from "./start/bench.ts";
import { benchStream } from "./stream/bench.ts";
import { benchToolLoop } from "./tool-loop/bench.ts";
import { benchTwelve } from "./twelve/bench.ts";

/** Every bench by the name it is asked for with. */
export const benches: Record<string, (options: BenchOptions) => Promise<void>> = {
  stream: benchStream,
  start: benchStart,
  memory: benchMemory,
  bundles: benchBundles,
  "tool-loop": benchToolLoop,
  adapters: benchAdapters,
  "partial-json": benchPartialJson,
  gateway: benchGateway,
  load: benchLoad,
  twelve: benchTwelve,
};

/** What runs where nothing is asked for: within eight minutes on two quiet cores. The others take longer, and most need sockets. */
export const byDefault: readonly string[] = ["stream", "start", "memory", "bundles", "tool-loop", "twelve"];
