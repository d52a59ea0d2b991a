// Says which functions a contender spends its time in: node bench/src/profile/main.ts [options]

import { Session } from "node:inspector/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildQwire } from "../qwire/build-qwire.ts";
import { bundleFile } from "../qwire/bundle-file.ts";
import { table } from "../report/table.ts";
import { root, scratch, writeWhole } from "../workload/scratch.ts";
import { findWork } from "./find-work.ts";
import { sumByFile, sumSelfTimes } from "./self-times.ts";

const usage = `Says which functions a contender spends its time in.

  node bench/src/profile/main.ts [options]

  --case NAME        a stream of the stream bench or a conversation of the tool-loop bench, default text-10k-events
  --contender NAME   a file of the contenders folder of that bench, default qwire-events; qwire in a conversation
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
  await buildQwire(resolve(values.checkout));
  const { work, units, unit } = await findWork(contender, caseName);
  const workFor = async (ms: number): Promise<number> => {
    const begunAt = performance.now();
    let done = 0;
    for (; performance.now() - begunAt < ms; done += units) await work();
    return done;
  };

  await workFor(warmupMs);
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: 200 });
  await session.post("Profiler.start");
  const done = await workFor(profiledMs);
  const { profile: recorded } = await session.post("Profiler.stop");

  writeWhole(scratch(`profile/${contender}.${caseName}.cpuprofile`), JSON.stringify(recorded));
  const times = sumSelfTimes(recorded, bundleFile());
  const total = times.reduce((sum, { selfMs }) => sum + selfMs, 0);
  const shares = (selfMs: number): string[] => [
    ((selfMs / total) * 100).toFixed(1),
    ((selfMs * 1000) / done).toFixed(2),
  ];
  const rows = Number(values.rows);
  const byFunction = times.slice(0, rows).map(({ name, place, selfMs }) => [name, place, ...shares(selfMs)]);
  const byFile = sumByFile(times).slice(0, rows / 2);
  console.log(`${contender}, ${caseName}: ${((total * 1000) / done).toFixed(1)} µs a ${unit}, main thread\n`);
  console.log(table(["function", "file", "self %", `µs/${unit}`], byFunction));
  console.log();
  console.log(
    table(
      ["file", "self %", `µs/${unit}`],
      byFile.map(({ place, selfMs }) => [place, ...shares(selfMs)]),
    ),
  );
}
