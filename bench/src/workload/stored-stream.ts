import { readFileSync } from "node:fs";
import type { StreamCase } from "../stream/cases.ts";
import { writeBody } from "./body.ts";
import type { Body } from "./body.ts";
import { writeReply } from "./reply.ts";
import type { Told } from "./reply.ts";
import { scratch, writeWhole } from "./scratch.ts";

/** Writes a stream to a file, so that a measured process holds its bytes and none of the garbage of making them. */
export function storeStream({ kind, chunks, cut }: StreamCase): void {
  const { told, payloads } = writeReply(kind, chunks);
  const { bytes, ends } = writeBody(payloads, cut);
  const file = fileOf({ kind, chunks, cut });
  writeWhole(`${file}.bytes`, bytes);
  writeWhole(`${file}.ends`, ends);
  writeWhole(`${file}.json`, JSON.stringify(told));
}

/** A stream that was stored, and what it tells. */
export function loadStream({ kind, chunks, cut }: Omit<StreamCase, "name">): { told: Told; body: Body } {
  const file = fileOf({ kind, chunks, cut });
  const ends = readFileSync(`${file}.ends`);
  return {
    told: JSON.parse(readFileSync(`${file}.json`, "utf8")) as Told,
    body: {
      bytes: new Uint8Array(readFileSync(`${file}.bytes`)),
      ends: new Uint32Array(ends.buffer.slice(ends.byteOffset, ends.byteOffset + ends.byteLength)),
    },
  };
}

function fileOf({ kind, chunks, cut }: Omit<StreamCase, "name">): string {
  return scratch(`streams/${kind}-${chunks}-${cut}`);
}
