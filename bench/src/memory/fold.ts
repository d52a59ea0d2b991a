// Reads and folds one long stream in a fresh process: node fold.ts CONTENDER CASE. Prints a report.

import { strictEqual } from "node:assert";
import { findCase } from "../stream/cases.ts";
import type { ReadStream } from "../stream/contender.ts";
import { createMemoryFetch } from "../workload/memory-fetch.ts";
import { loadStream } from "../workload/stored-stream.ts";

const [contender = "", caseName = ""] = process.argv.slice(2);
const { readStream } = (await import(`../stream/contenders/${contender}.ts`)) as { readStream: ReadStream };
const { told: expected, body } = loadStream(findCase(caseName));
const told = await readStream(createMemoryFetch(body));
const peakMiB = process.resourceUsage().maxRSS / 1024;
strictEqual(told.text, expected.text);
console.log(JSON.stringify({ peakMiB }));
