import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StreamCase } from "../stream/cases.ts";
import { writeBody } from "./body.ts";
import type { Body } from "./body.ts";
import { writeReply } from "./reply.ts";
import type { Told } from "./reply.ts";

const folder = join(import.meta.dirname, "../../.build/streams");

/** Writes a stream to a file, so that a measured process holds its bytes and none of the garbage of making them. */
export function storeStream({ kind, chunks, cut }: StreamCase): void {
  const { told, payloads } = writeReply(kind, chunks);
  const { bytes, ends } = writeBody(payloads, cut);
  mkdirSync(folder, { recursive: true });
  const file = fileOf({ kind, chunks, cut });
  writeFileSync(`${file}.bytes`, bytes);
  writeFileSync(`${file}.ends`, ends);
  writeFileSync(`${file}.json`, JSON.stringify(told));
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
  return join(folder, `${kind}-${chunks}-${cut}`);
}
