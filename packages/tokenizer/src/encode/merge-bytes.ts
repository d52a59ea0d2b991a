import type { Vocabulary } from "../vocabulary/vocabulary.ts";
import { createHeap } from "./heap.ts";
import type { Heap } from "./heap.ts";

/** Merges the bytes of a word into tokens. */
export type MergeBytes = (bytes: Uint8Array) => Int32Array;

/** No neighbour, or no merge. */
const none = -1;

/** Room for words up to this long is kept from one to the next: most are short, and making it takes longer than merging. */
const keptLength = 1024;

/**
 * Merges bytes into tokens: always the two neighbours whose token has the lowest id, the first of them where there are
 * several, until none merge. The neighbours wait in a heap, so that n bytes take n log n steps whatever they are; a scan
 * for the lowest would let a text of one long word stop a server for minutes.
 */
export function createMerger({ byteIds, merge }: Vocabulary): MergeBytes {
  const kept = makeRoom(keptLength);

  return (bytes) => {
    const length = bytes.length;
    const room = length <= keptLength ? kept : makeRoom(length);
    const { ids, next, previous, merged, heap } = room;
    for (let at = 0; at < length; at++) {
      ids[at] = byteIds[bytes[at] ?? 0] ?? 0;
      next[at] = at + 1 < length ? at + 1 : none;
      previous[at] = at - 1;
    }
    for (let at = 0; at < length; at++) consider(at, room);
    let count = length;
    while (heap.pop()) {
      const [id, at] = [heap.id(), heap.place()];
      // An entry is out of date where its token has been merged away, or into another.
      if (merged[at] !== id) continue;
      const gone = next[at] ?? none;
      const after = next[gone] ?? none;
      ids[at] = id;
      merged[gone] = none;
      next[at] = after;
      if (after !== none) previous[after] = at;
      count--;
      consider(at, room);
      const before = previous[at] ?? none;
      if (before !== none) consider(before, room);
    }
    const tokens = new Int32Array(count);
    for (let at = 0, token = 0; token < count; at = next[at] ?? none) tokens[token++] = ids[at] ?? 0;
    return tokens;
  };

  /** Lets the token at a place and the one after it wait for their turn, if they merge. */
  function consider(at: number, { ids, next, merged, heap }: Room): void {
    const after = next[at] ?? none;
    const id = after === none ? none : merge(ids[at] ?? 0, ids[after] ?? 0);
    merged[at] = id;
    if (id !== none) heap.push(id, at);
  }
}

/** A linked list of the tokens so far: a token stands where its first byte stood. */
type Room = {
  ids: Int32Array;
  next: Int32Array;
  previous: Int32Array;
  /** What the token at a place and the one after it merge into. */
  merged: Int32Array;
  /** Empty between words. */
  heap: Heap;
};

function makeRoom(length: number): Room {
  return {
    ids: new Int32Array(length),
    next: new Int32Array(length),
    previous: new Int32Array(length),
    merged: new Int32Array(length),
    heap: createHeap(length),
  };
}
