import { readFileSync } from "node:fs";
import type { Profiler } from "node:inspector";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The time a function was itself at work, its callees not counted. */
export type SelfTime = { name: string; place: string; selfMs: number };

/** Adds up a profile by function, the longest first. Functions of the bundle are told by the file they came from. */
export function sumSelfTimes({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile, bundle: string): SelfTime[] {
  const sourceAt = readOrigins(bundle);
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const sums = new Map<string, SelfTime>();
  samples.forEach((id, at) => {
    const frame = byId.get(id);
    if (frame === undefined || frame.functionName === "(idle)" || frame.url === "node:inspector") return;
    const isOurs = frame.url === pathToFileURL(bundle).href;
    const place = isOurs ? sourceAt(frame.lineNumber) : shortPlace(frame.url);
    const name = frame.functionName || `(anonymous, line ${frame.lineNumber + 1})`;
    const known = sums.get(`${place} ${name}`) ?? { name, place, selfMs: 0 };
    known.selfMs += (timeDeltas[at] ?? 0) / 1000;
    sums.set(`${place} ${name}`, known);
  });
  return [...sums.values()].sort((a, b) => b.selfMs - a.selfMs);
}

/** The same by file: what a library or a room costs altogether. */
export function sumByFile(times: readonly SelfTime[]): { place: string; selfMs: number }[] {
  const sums = new Map<string, number>();
  for (const { place, selfMs } of times) sums.set(place, (sums.get(place) ?? 0) + selfMs);
  return [...sums].map(([place, selfMs]) => ({ place, selfMs })).sort((a, b) => b.selfMs - a.selfMs);
}

/** esbuild writes the path of each source as a comment before its code. */
function readOrigins(bundle: string): (line: number) => string {
  const lines = readFileSync(bundle, "utf8").split("\n");
  const origins: string[] = [];
  let origin = "";
  for (const line of lines) {
    if (/^\/\/ \S+\.[jt]s$/.test(line)) origin = line.slice("// ".length);
    origins.push(shortPlace(origin));
  }
  return (line) => origins[line] ?? "";
}

function shortPlace(url: string): string {
  if (url === "") return "(engine)";
  if (url.startsWith("node:")) return url;
  const path = url.startsWith("file:") ? fileURLToPath(url) : url;
  return path.replace(/^.*node_modules\//, "").replace(/^.*\/bench\/src\//, "bench/");
}
