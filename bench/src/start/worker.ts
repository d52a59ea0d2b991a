// One contender in a fresh process: node worker.ts CONTENDER CASE. Imports it, reads one stream, and tells what that took.

import { strictEqual } from "node:assert";
import { createMemoryFetch } from "../workload/memory-fetch.ts";
import { loadStream } from "../workload/stored-stream.ts";
import { findCase } from "../stream/cases.ts";
import type { ReadStream } from "../stream/contender.ts";

const [contender = "", caseName = ""] = process.argv.slice(2);
const { told: expected, body } = loadStream(findCase(caseName));
const fetch = createMemoryFetch(body);

const wallAt = performance.now();
const cpuAt = process.cpuUsage();
const { readStream } = (await import(`../stream/contenders/${contender}.ts`)) as { readStream: ReadStream };
const importedAt = performance.now();
const told = await readStream(fetch);
const { user, system } = process.cpuUsage(cpuAt);
const readAt = performance.now();

if (contender !== "floor-bytes")
  strictEqual(told.text, expected.text, `${contender} read another text in ${caseName}.`);
console.log(
  JSON.stringify({ importMs: importedAt - wallAt, readMs: readAt - importedAt, cpuMs: (user + system) / 1000 }),
);
