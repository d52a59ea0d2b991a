// Says which functions a contender spends its time in: node bench/src/profile/main.ts [options]

import { mkdirSync, writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildQwire, bundleFile, root } from "../qwire/build-qwire.ts";
import { table } from "../report/table.ts";
import { findCase } from "../stream/cases.ts";
import type { ReadStream } from "../stream/contender.ts";
import { createMemoryFetch } from "../workload/memory-fetch.ts";
import { loadStream, storeStream } from "../workload/stored-stream.ts";
import { sumByFile, sumSelfTimes } from "./self-times.ts";

const usage = `Says which functions a contender spends its time in.

  node bench/src/profile/main.ts [options]

  --contender NAME   a file of bench/src/stream/contenders, default qwire-events
  --case NAME        a stream of the stream bench, default text-10k-events
  --checkout FOLDER  profiles the qwire of another, installed checkout
  --rows N           how many functions, default 30

The whole profile is written to bench/.build/profile/, to be opened with the developer tools of a browser.`;

const { values } = parseArgs({
  options: {
    contender: { type: "string", default: "qwire-events" },
    case: { type: "string", default: "text-10k-events" },
    checkout: { type: "string", default: root },
    rows: { type: "string", default: "30" },
    help: { type: "boolean", default: false },
  },
});
const warmupMs = 1500;
const profiledMs = 4000;

if (values.help) console.log(usage);
else await profile(values.contender, values.case);

async function profile(contender: string, caseName: string): Promise<void> {
  const streamCase = findCase(caseName);
  await buildQwire(resolve(values.checkout));
  storeStream(streamCase);
  const fetch = createMemoryFetch(loadStream(streamCase).body);
  const { readStream } = (await import(`../stream/contenders/${contender}.ts`)) as { readStream: ReadStream };
  const readFor = async (ms: number): Promise<number> => {
    const begunAt = performance.now();
    let runs = 0;
    for (; performance.now() - begunAt < ms; runs += 1) await readStream(fetch);
    return runs;
  };

  await readFor(warmupMs);
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: 200 });
  await session.post("Profiler.start");
  const runs = await readFor(profiledMs);
  const { profile: recorded } = await session.post("Profiler.stop");

  const folder = join(root, "bench/.build/profile");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${contender}.${caseName}.cpuprofile`), JSON.stringify(recorded));
  const times = sumSelfTimes(recorded, bundleFile);
  const chunks = runs * streamCase.chunks;
  const total = times.reduce((sum, { selfMs }) => sum + selfMs, 0);
  const shares = (selfMs: number): string[] => [
    ((selfMs / total) * 100).toFixed(1),
    ((selfMs * 1000) / chunks).toFixed(2),
  ];
  const rows = Number(values.rows);
  const byFunction = times.slice(0, rows).map(({ name, place, selfMs }) => [name, place, ...shares(selfMs)]);
  const byFile = sumByFile(times).slice(0, rows / 2);
  console.log(`${contender}, ${caseName}: ${((total * 1000) / chunks).toFixed(1)} µs a chunk, main thread\n`);
  console.log(table(["function", "file", "self %", "µs/chunk"], byFunction));
  console.log();
  console.log(
    table(
      ["file", "self %", "µs/chunk"],
      byFile.map(({ place, selfMs }) => [place, ...shares(selfMs)]),
    ),
  );
}
