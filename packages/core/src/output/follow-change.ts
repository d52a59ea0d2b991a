/** Keys of objects and indexes of lists, from the outermost on. */
export type Path = ReadonlyArray<string | number>;

/** Knows where something has changed while keys come and go. */
export type ChangeFollower = {
  /** What stands under the first `depth` keys has changed. */
  change(depth: number): void;
  /** Changes before a key and behind it share one key less. Called before the key at `depth` changes. */
  goOnBehind(depth: number): void;
  /** Called behind every change of the keys. */
  haveMoved(): void;
  /** The keys all changes share since the last time, and the same list while the keys stay; `null`: nothing has changed. */
  take(): Path | null;
};

/** @param keys those of what is read now; they change in place. */
export function followChange(keys: Path): ChangeFollower {
  /** How many keys the paths of all changes share; -1: nothing has changed. */
  let shared = -1;
  /** The path of the only change so far, where reading has gone on since. */
  let passed: Path | null = null;
  /** The path of what is read now, once somebody has asked for it: the same while a text grows. */
  let here: Path | null = null;

  const pathOf = (depth: number): Path => {
    if (depth < keys.length) return withoutDropped(keys.slice(0, depth));
    here ??= withoutDropped(keys.slice());
    return here;
  };

  return {
    change(depth) {
      passed = null;
      if (shared === -1 || shared > depth) shared = depth;
    },
    goOnBehind(depth) {
      if (shared < depth) return;
      passed ??= pathOf(shared);
      shared = depth - 1;
    },
    haveMoved() {
      here = null;
    },
    take() {
      if (shared === -1) return null;
      const path = passed ?? pathOf(shared);
      shared = -1;
      passed = null;
      return path;
    },
  };
}

/** The keys before one that is dropped. */
function withoutDropped(path: Path): Path {
  const dropped = path.indexOf("__proto__");
  return dropped === -1 ? path : path.slice(0, dropped);
}
