/** A binary heap of merges, the one to be made next on top. */
export type Heap = {
  push(id: number, place: number): void;
  /** Takes the top off; `false` where nothing is left. Then `id` and `place` tell of it. */
  pop(): boolean;
  id(): number;
  place(): number;
};

/** Ids stand above places in one number, so that one comparison orders by both; together they stay below 2^53. */
const places = 2 ** 32;

/** @param capacity how many entries there is room for at first */
export function createHeap(capacity: number): Heap {
  let entries = new Float64Array(Math.max(4, capacity));
  let size = 0;
  let top = 0;
  return {
    push(id, place) {
      if (size === entries.length) entries = grown(entries);
      const entry = id * places + place;
      let at = size++;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        const above = entries[parent] ?? 0;
        if (above <= entry) break;
        entries[at] = above;
        at = parent;
      }
      entries[at] = entry;
    },
    pop() {
      if (size === 0) return false;
      top = entries[0] ?? 0;
      const last = entries[--size] ?? 0;
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= size) break;
        if (child + 1 < size && (entries[child + 1] ?? 0) < (entries[child] ?? 0)) child++;
        const below = entries[child] ?? 0;
        if (below >= last) break;
        entries[at] = below;
        at = child;
      }
      entries[at] = last;
      return true;
    },
    id: () => Math.floor(top / places),
    place: () => top % places,
  };
}

function grown(entries: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const more = new Float64Array(entries.length * 2);
  more.set(entries);
  return more;
}
