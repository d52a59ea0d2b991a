// Reads a long reply to its end and keeps nothing: node --max-old-space-size=64 read-through.ts READER. Prints a report.

import { createCountedFetch } from "./counted-body.ts";
import { readers } from "./readers.ts";

const { fetch } = createCountedFetch({ textMiB: 96, textPerChunk: 4096 });
const reader = readers.find(({ name }) => name === process.argv[2]);
let pieces = 0;
for await (const _ of (await reader?.open(fetch)) ?? []) pieces += 1;
console.log(JSON.stringify({ pieces, peakMiB: process.resourceUsage().maxRSS / 1024 }));
