import type { Turn } from "./engine.ts";

/** What engines keep between the requests of one emulator. */
export type Memory = {
  remember: Turn["remember"];
  /** Counts a request. @returns how often it came before */
  count(key: string | number): number;
  clear(): void;
};

const maxKeys = 10_000;

function forgetOldest(seen: Map<string | number, number>): void {
  const oldest = seen.keys().next();
  if (!oldest.done) seen.delete(oldest.value);
}

export function createMemory(): Memory {
  let kept = new WeakMap<object, unknown>();
  const seen = new Map<string | number, number>();
  return {
    remember<Kept>(owner: object, start: () => Kept): Kept {
      if (!kept.has(owner)) kept.set(owner, start());
      return kept.get(owner) as Kept; // Boundary: what `start` of this owner made.
    },
    count(key) {
      const before = seen.get(key) ?? 0;
      // Once keys have to go, what was counted last stays longest.
      if (seen.size >= maxKeys) seen.delete(key);
      seen.set(key, before + 1);
      if (seen.size > maxKeys) forgetOldest(seen);
      return before;
    },
    clear() {
      kept = new WeakMap();
      seen.clear();
    },
  };
}
