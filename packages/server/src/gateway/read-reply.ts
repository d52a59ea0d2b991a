import type { Deadlines } from "./deadlines.ts";

/** A body read up to a limit. */
export type ReadReply = {
  pieces: Uint8Array[];
  /** Whether the body ended within the limit; else the rest is still to be pulled. */
  isWhole: boolean;
};

/** Pulls until the body ends, or more than `maxBytes` have come. @throws what the connection does, or the deadlines */
export async function readReply(
  source: AsyncIterator<Uint8Array>,
  deadlines: Deadlines,
  maxBytes: number,
): Promise<ReadReply> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  let limit: "firstByte" | "idle" = "firstByte";
  while (bytes <= maxBytes) {
    const { done, value } = await deadlines.within(limit, source.next());
    if (done === true) return { pieces, isWhole: true };
    limit = "idle";
    pieces.push(value);
    bytes += value.byteLength;
  }
  return { pieces, isWhole: false };
}

/** The pieces as text. */
export function textOf(pieces: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join("") + decoder.decode();
}
