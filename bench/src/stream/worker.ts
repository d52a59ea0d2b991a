// One contender and one stream in a process of its own: node worker.ts CONTENDER CASE. Told what to do over IPC.

import { strictEqual } from "node:assert";
import { measure } from "../measure/measure.ts";
import type { Work } from "../measure/measure.ts";
import { serveRuns } from "../measure/serve-runs.ts";
import { warmUp } from "../measure/warm-up.ts";
import { createMemoryFetch } from "../workload/memory-fetch.ts";
import type { Told } from "../workload/reply.ts";
import { loadStream } from "../workload/stored-stream.ts";
import { findCase, warmupCase } from "./cases.ts";
import type { StreamCase } from "./cases.ts";
import type { ReadStream } from "./contender.ts";

const [contender = "", caseName = ""] = process.argv.slice(2);
const streamCase = findCase(caseName);
const { readStream } = (await import(`./contenders/${contender}.ts`)) as { readStream: ReadStream };

await warmUp(prepare(warmupCase(streamCase)));
const read = prepare(streamCase);
serveRuns(() => measure(read));

/** Reads the stream; what is returned judges the result, outside the measured time. */
function prepare(like: StreamCase): Work {
  const { told: expected, body } = loadStream(like);
  const fetch = createMemoryFetch(body);
  return async () => {
    const told = await readStream(fetch);
    return () => judge(told, contender === "floor-bytes" ? { ...told, text: `${body.bytes.length}` } : expected);
  };
}

function judge(told: Told, expected: Told): void {
  for (const channel of ["text", "reasoning", "arguments"] as const) {
    strictEqual(told[channel], expected[channel], `${contender} read another ${channel} in ${caseName}.`);
  }
}
