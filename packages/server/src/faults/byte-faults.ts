import { socketReset } from "../http/socket-reset.ts";
import type { Fault } from "./parse-faults.ts";

type Bytes = AsyncIterable<string | Uint8Array>;

/** What a fault of bytes may need. */
export type ByteFaultContext = {
  /** Where pieces end, if no size is given. Default: after every byte. */
  random?(): number;
  /** Tells the journal how the reply really ends. */
  amend(outcome: "cut"): void;
};

/** Lets one fault befall the bytes of a body; other faults pass it unchanged. */
export function applyByteFault(
  body: Bytes,
  { word, value }: Fault,
  { random = () => 0, amend }: ByteFaultContext,
): Bytes {
  if (word === "crlf") return withLineEnds(body, "\r\n");
  if (word === "cr") return withLineEnds(body, "\r");
  if (word === "bom") return withMark(body);
  if (word === "split") return inPieces(body, () => Math.max(1, value ?? Math.ceil(random() * longestPiece)));
  return word === "reset" && value !== null ? resetAt(body, value, () => amend("cut")) : body;
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

async function* resetAt(body: Bytes, count: number, onReset: () => void): Bytes {
  let left = count;
  for await (const piece of body) {
    const bytes = toBytes(piece);
    if (bytes.byteLength >= left) {
      yield bytes.subarray(0, left);
      onReset();
      throw socketReset();
    }
    left -= bytes.byteLength;
    yield bytes;
  }
}

function toBytes(piece: string | Uint8Array): Uint8Array {
  return typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
}
