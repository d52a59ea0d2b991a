// Reads three pieces, idles, and tells how many segments of the body were asked for: node idle.ts READER.

import { setTimeout } from "node:timers/promises";
import { createCountedFetch } from "./counted-body.ts";
import { readers } from "./readers.ts";

const idleMs = 300;

const { fetch, asked } = createCountedFetch({ textMiB: 1, textPerChunk: 1024 });
const reader = readers.find(({ name }) => name === process.argv[2]);
const pieces = (await reader?.open(fetch))?.[Symbol.asyncIterator]();
for (let read = 0; read < 3; read += 1) await pieces?.next();
const whenRead = asked();
await setTimeout(idleMs);
console.log(JSON.stringify({ whenRead, afterIdling: asked() }));
process.exit(0);
