/** An object or a list: both take a key. */
export type Holder = { [key: string | number]: unknown };

/** Adds what a run has brought; gives how many there are and the key of the last. */
export function addMembers(holder: Holder, members: unknown, from: number): { count: number; last: string | number } {
  if (Array.isArray(holder) && Array.isArray(members)) {
    for (const member of members as unknown[]) holder.push(member);
    return { count: members.length, last: from + members.length - 1 };
  }
  Object.assign(holder, members);
  // A boundary: what stood between braces is an object.
  const fields = Object.keys(members as object);
  return { count: fields.length, last: fields.at(-1) ?? "" };
}

/** A boundary: a list takes keys as well as an object does. */
export function newList(): Holder {
  const list: unknown = [];
  return list as Holder;
}
