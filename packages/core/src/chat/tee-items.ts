/** How far the branches of one source may drift apart. */
export type TeeOptions = {
  /** Most items that wait for the slowest branch; the faster ones wait for it then. Default 1,000. */
  maxApart?: number;
};

type Branch<T> = { waiting: T[]; isOpen: boolean };

/**
 * Branches of one iterator, each read at its own pace; an item is the same object in all of them. A failure reaches every
 * branch behind the items before it. Leaving a branch lets the others go on without it; the last one to leave closes the
 * source.
 *
 * @throws TypeError for less than one branch, or than one item apart.
 */
export function teeItems<T>(
  source: AsyncGenerator<T, undefined>,
  count: number,
  { maxApart = 1000 }: TeeOptions = {},
): Array<AsyncGenerator<T, undefined>> {
  if (!(Number.isInteger(count) && count >= 1)) throw new TypeError("tee needs a count of 1 or more.");
  if (!(maxApart >= 1)) throw new TypeError("maxApart must be 1 or more.");
  const branches = Array.from({ length: count }, (): Branch<T> => ({ waiting: [], isOpen: true }));
  let changed = Promise.withResolvers<void>();
  let isPulling = false;
  let end: { failure: { error: unknown } | null } | null = null;

  const tellChange = (): void => {
    changed.resolve();
    changed = Promise.withResolvers<void>();
  };
  const pull = async (): Promise<void> => {
    isPulling = true;
    try {
      const step = await source.next();
      if (step.done === true) end = { failure: null };
      else for (const { waiting, isOpen } of branches) if (isOpen) waiting.push(step.value);
    } catch (error) {
      end = { failure: { error } };
    } finally {
      isPulling = false;
      tellChange();
    }
  };
  const mayPull = (): boolean => !isPulling && branches.every(({ waiting }) => waiting.length < maxApart);

  const next = async (branch: Branch<T>): Promise<IteratorResult<T, undefined>> => {
    while (branch.isOpen) {
      const [item] = branch.waiting;
      if (branch.waiting.length > 0) {
        if (branch.waiting.length >= maxApart) tellChange();
        branch.waiting.shift();
        // A boundary: the length tells whether there is an item, since an item may be `undefined` itself.
        return { done: false, value: item as T };
      }
      if (end !== null) {
        branch.isOpen = false;
        if (end.failure !== null) throw end.failure.error;
        break;
      }
      if (mayPull()) void pull();
      await changed.promise;
    }
    return { done: true, value: undefined };
  };
  const leave = async (branch: Branch<T>): Promise<void> => {
    branch.isOpen = false;
    branch.waiting = [];
    tellChange();
    if (branches.every(({ isOpen }) => !isOpen)) await source.return(undefined);
  };

  return branches.map((branch) => ({
    next: () => next(branch),
    async return() {
      await leave(branch);
      return { done: true, value: undefined };
    },
    async throw(error) {
      await leave(branch);
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: () => leave(branch),
  }));
}
