/**
 * The same items, once there was news or the end; what their source throws before that is thrown here.
 *
 * @param isNews whether an item says that there will be a reply.
 */
export async function begun<T>(
  source: AsyncIterator<T, undefined>,
  isNews: (item: T) => boolean = () => true,
): Promise<AsyncIterator<T, undefined> & AsyncIterable<T>> {
  const held: Array<IteratorResult<T, undefined>> = [];
  do held.push(await source.next());
  while (!held.some(({ done, value }) => done === true || isNews(value)));
  const items: AsyncIterator<T, undefined> & AsyncIterable<T> = {
    next: async () => held.shift() ?? source.next(),
    return: async (value) => (await source.return?.(value)) ?? { done: true, value: undefined },
    [Symbol.asyncIterator]: () => items,
  };
  return items;
}
