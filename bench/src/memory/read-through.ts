// Reads a long reply to its end and keeps nothing: node --max-old-space-size=64 read-through.ts READER. Prints a report.

import { strictEqual } from "node:assert";
import { createCountedFetch } from "./counted-body.ts";
import { readers } from "./readers.ts";

const textMiB = 96;
const { fetch } = createCountedFetch({ textMiB, textPerChunk: 4096 });
const reader = readers.find(({ name }) => name === process.argv[2]);
let pieces = 0;
let read = 0;
for await (const piece of (await reader?.open(fetch)) ?? []) {
  pieces += 1;
  read += textOf(piece).length;
}
// Others tell their text in other forms: only that they live is looked at.
if (reader?.mustPass) strictEqual(read, textMiB * 1024 * 1024);
console.log(JSON.stringify({ pieces, peakMiB: process.resourceUsage().maxRSS / 1024 }));

function textOf(piece: unknown): string {
  if (typeof piece === "string") return piece;
  const { choices } = piece as { choices?: { delta: { content?: string | null } }[] }; // a chunk, or another's event
  return choices?.[0]?.delta.content ?? "";
}
