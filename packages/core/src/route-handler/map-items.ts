/**
 * What is made of each item; what is made into nothing (`""`) is passed over. Not a generator: leaving one waits for the item
 * it waits for, and this leaves its source at once.
 */
export function mapItems<T>(items: AsyncIterable<T>, toText: (item: T) => string): AsyncIterator<string, undefined> {
  const source = items[Symbol.asyncIterator]();
  return {
    async next() {
      for (;;) {
        const step = await source.next();
        if (step.done === true) return { done: true, value: undefined };
        const value = toText(step.value);
        if (value !== "") return { done: false, value };
      }
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
}
