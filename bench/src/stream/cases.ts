import type { Cut } from "../workload/body.ts";
import type { ReplyKind } from "../workload/reply.ts";

/** One stream that every contender reads. */
export type StreamCase = { name: string; kind: ReplyKind; chunks: number; cut: Cut };

const thousand = 1000;

/** The streams, in the order of the table's columns. */
export const streamCases: StreamCase[] = [
  row("text", 1, "events"),
  row("text", 10, "whole"),
  row("text", 10, "events"),
  row("text", 10, "bytes"),
  row("thinking", 10, "events"),
  row("arguments", 10, "events"),
  row("text", 100, "events"),
  row("arguments", 100, "events"),
];

/** The largest stream of a quick run, and of a warm-up. */
export const quickChunks: number = 10 * thousand;

/** @throws TypeError when there is none of this name. */
export function findCase(name: string): StreamCase {
  const found = streamCases.find((one) => one.name === name);
  if (found === undefined) throw new TypeError(`There is no stream "${name}".`);
  return found;
}

/** A stream of the same kind that is not too long to be read until the machine code has settled. */
export function warmupCase(like: StreamCase): StreamCase {
  return { ...like, chunks: Math.min(like.chunks, quickChunks) };
}

function row(kind: ReplyKind, thousands: number, cut: Cut): StreamCase {
  return { name: `${kind}-${thousands}k-${cut}`, kind, chunks: thousands * thousand, cut };
}
