import { hasPlainKeys } from "./json-words.ts";

/** Members of an object or a list that stand in a text as a whole. */
export type Run = {
  /** A list or an object of nothing but them. */
  members: unknown;
  /** The place of the comma behind the last of them. */
  end: number;
};

/** Shorter ones are read as fast letter by letter. */
export const leastRun = 256;

/**
 * The whole members that follow in a list or an object, read by the engine's own parser, which is several times as fast as any
 * JavaScript. `null`: there are few or none, or they are not plain. `"closed"`: the list or the object ends too soon for any.
 *
 * @param from where a member begins.
 */
export function findRun(text: string, from: number, isList: boolean): Run | null | "closed" {
  if (text.length - from < leastRun) return null;
  if (lastComma(text, from, from + leastRun).isClosed) return "closed";
  // Mostly it is the last of several objects; where it is not, that is no JSON, and they are counted.
  const guessed = text.lastIndexOf("},") + 1;
  return readRun(text.slice(from, guessed), guessed, isList) ?? readCounted(text, from, isList);
}

function readCounted(text: string, from: number, isList: boolean): Run | null {
  const { place } = lastComma(text, from, text.length);
  return readRun(text.slice(from, place), place, isList);
}

function readRun(run: string, end: number, isList: boolean): Run | null {
  if (run.length < leastRun || !hasPlainKeys(run)) return null;
  try {
    return { members: JSON.parse(isList ? `[${run}]` : `{${run}}`), end };
  } catch {
    // Not all of it is JSON, or the end was not one of theirs.
    return null;
  }
}

const [quote, backslash, comma, openList, closeList, openObject, closeObject] = [34, 92, 44, 91, 93, 123, 125];

/** The last comma between members before a place, and whether their object or list closes before it. */
function lastComma(text: string, from: number, to: number): { place: number; isClosed: boolean } {
  let place = from;
  let depth = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      // To the quote that closes it.
      for (at += 1; at < to && text.charCodeAt(at) !== quote; at += 1) if (text.charCodeAt(at) === backslash) at += 1;
    } else if (code === comma) {
      if (depth === 0) place = at;
    } else if (code === openObject || code === openList) depth += 1;
    else if (code === closeObject || code === closeList) {
      depth -= 1;
      if (depth < 0) return { place, isClosed: true };
    }
  }
  return { place, isClosed: false };
}
