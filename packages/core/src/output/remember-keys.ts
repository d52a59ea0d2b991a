const mostKnown = 1000;

/** Gives a key that came before as the very same string, which engines find at once in an object. */
export function rememberKeys(): (key: string) => string {
  const known = new Map<string, string>();
  return (key) => {
    const same = known.get(key);
    if (same !== undefined) return same;
    if (known.size < mostKnown) known.set(key, key);
    return key;
  };
}
