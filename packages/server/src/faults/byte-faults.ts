import { socketReset } from "../http/socket-reset.ts";
import type { Fault } from "./parse-faults.ts";
import { silence } from "./silence.ts";

type Bytes = AsyncIterable<string | Uint8Array>;

/** What a fault of bytes may need. */
export type ByteFaultContext = {
  /** Where pieces end, if no size is given. Default: after every byte. */
  random?(): number;
  /** Tells the journal how the reply really ends. */
  amend(outcome: "cut" | "aborted"): void;
  /** Fires when nobody waits any more. */
  signal: AbortSignal;
};

/** Lets one fault befall the bytes of a body; other faults pass it unchanged. */
export function applyByteFault(
  body: Bytes,
  { word, value }: Fault,
  { random = () => 0, amend, signal }: ByteFaultContext,
): Bytes {
  if (word === "crlf") return withLineEnds(body, "\r\n");
  if (word === "cr") return withLineEnds(body, "\r");
  if (word === "bom") return withMark(body);
  if (word === "split") return inPieces(body, () => Math.max(1, value ?? Math.ceil(random() * longestPiece)));
  if (value === null) return body;
  if (word === "reset")
    return upTo(body, value, () => {
      amend("cut");
      throw socketReset();
    });
  if (word !== "stall") return body;
  return upTo(body, value, async () => {
    await silence(signal);
    amend("aborted");
  });
}

/** Bytes; shorter than any event. */
const longestPiece = 40;

async function* withLineEnds(body: Bytes, end: string): Bytes {
  for await (const piece of body) yield typeof piece === "string" ? piece.replaceAll("\n", end) : piece;
}

async function* withMark(body: Bytes): Bytes {
  yield "\uFEFF";
  yield* body;
}

async function* inPieces(body: Bytes, size: () => number): Bytes {
  for await (const piece of body) {
    const bytes = toBytes(piece);
    for (let at = 0; at < bytes.byteLength;) {
      const end = at + size();
      yield bytes.subarray(at, end);
      at = end;
    }
  }
}

/** So many bytes, and then something else. */
async function* upTo(body: Bytes, count: number, then: () => void | Promise<void>): Bytes {
  let left = count;
  for await (const piece of body) {
    const bytes = toBytes(piece);
    if (bytes.byteLength >= left) {
      yield bytes.subarray(0, left);
      return await then();
    }
    left -= bytes.byteLength;
    yield bytes;
  }
}

function toBytes(piece: string | Uint8Array): Uint8Array {
  return typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
}
