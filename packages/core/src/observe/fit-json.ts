import { encodeJson } from "@qwire/protocol/client";

/** A JSON list within its bound. */
export type FittedJson = { json: string; isCut: boolean };

/** Shortens a text that goes into the list. */
export type Shorten = (text: string) => string;

/** Texts shorter than this are not worth cutting: the item is left out. */
const shortest = 32;

/**
 * A list as JSON of at most `maxChars` characters. The item that does not fit gets its texts cut, the ones behind it are left
 * out: it is always whole JSON.
 *
 * @param toItem makes an item, and gives every long text in it to `shorten`.
 */
export function fitJson<T>(
  list: readonly T[],
  toItem: (one: T, shorten: Shorten) => unknown,
  { maxChars, keep }: { maxChars: number; keep: "first" | "last" },
): FittedJson {
  const kept: string[] = [];
  let room = maxChars - "[]".length;
  let isCut = false;
  for (const one of keep === "first" ? list : list.toReversed()) {
    const item = fitItem((shorten) => toItem(one, shorten), room);
    isCut ||= item.isCut;
    if (item.json === null) break;
    kept.push(item.json);
    room -= item.json.length + ",".length;
    if (item.isCut) {
      isCut = true;
      break;
    }
  }
  isCut ||= kept.length < list.length;
  return { json: `[${(keep === "first" ? kept : kept.toReversed()).join(",")}]`, isCut };
}

function fitItem(make: (shorten: Shorten) => unknown, room: number): { json: string | null; isCut: boolean } {
  for (let limit = room; limit >= shortest; limit = Math.floor(limit / 2)) {
    let isCut = false;
    const json = encodeJson(
      make((text) => {
        const short = cutText(text, limit);
        isCut ||= short !== text;
        return short;
      }),
    );
    if (json.length <= room) return { json, isCut };
  }
  return { json: null, isCut: true };
}

/** The beginning of a text, and how much of it is not there. */
export function cutText(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const mark = ` … [${text.length} characters]`;
  const end = Math.max(0, maxChars - mark.length);
  // No half of a character: it would not be Unicode.
  const isHalved = (text.codePointAt(end - 1) ?? 0) > 0xffff;
  return text.slice(0, isHalved ? end - 1 : end) + mark;
}
