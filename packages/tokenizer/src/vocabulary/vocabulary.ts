/**
 * The merges of a byte-level BPE vocabulary. Ids 0 to 255 are the single bytes; every other id is the merge of two lower
 * ones, and the lower the id, the earlier it is merged. So an id is its own rank, and no text of a token need be kept.
 */
export type Vocabulary = {
  /** How many ids there are. */
  size: number;
  /** The id of a byte. */
  byteIds: Uint8Array;
  /** The byte of an id below 256. */
  bytes: Uint8Array;
  /** The two halves of every id above 255. */
  left: Int32Array;
  right: Int32Array;
  /** The id that two neighbours merge into, or -1. */
  merge(left: number, right: number): number;
};

/** No merge. */
const none = -1;

/** Makes a vocabulary from the two halves of every id, the first 256 of which stand for nothing. */
export function createVocabulary(left: Int32Array, right: Int32Array): Vocabulary {
  const bytes = orderOfBytes();
  const byteIds = new Uint8Array(256);
  for (const [id, byte] of bytes.entries()) byteIds[byte] = id;
  return { size: left.length, byteIds, bytes, left, right, merge: createLookup(left, right) };
}

/** The order in which GPT-2, and every vocabulary after its model, numbers the bytes: first those one can see. */
function orderOfBytes(): Uint8Array {
  const isVisible = (byte: number): boolean =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
  const all = Array.from({ length: 256 }, (_, byte) => byte);
  return Uint8Array.from([...all.filter(isVisible), ...all.filter((byte) => !isVisible(byte))]);
}

/** A hash table with open addressing over plain numbers: a Map of strings would take ten times the memory and start slowly. */
function createLookup(left: Int32Array, right: Int32Array): Vocabulary["merge"] {
  let slots = 1024;
  while (slots < left.length * 1.5) slots *= 2;
  const mask = slots - 1;
  const table = new Int32Array(slots).fill(none);
  for (let id = 256; id < left.length; id++) {
    let slot = hash(left[id] ?? 0, right[id] ?? 0) & mask;
    while (table[slot] !== none) slot = (slot + 1) & mask;
    table[slot] = id;
  }
  return (first, second) => {
    let slot = hash(first, second) & mask;
    for (;;) {
      const id = table[slot] ?? none;
      if (id === none || (left[id] === first && right[id] === second)) return id;
      slot = (slot + 1) & mask;
    }
  };
}

function hash(left: number, right: number): number {
  const mixed = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
