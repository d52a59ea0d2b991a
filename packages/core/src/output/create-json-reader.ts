import { addMembers, newList } from "./add-members.ts";
import type { Holder } from "./add-members.ts";
import { findRun, leastRun } from "./find-run.ts";
import { followChange } from "./follow-change.ts";
import type { Path } from "./follow-change.ts";
import { escapedLetter, isOfWord, wordValue } from "./json-words.ts";
import { rememberKeys } from "./remember-keys.ts";

/** What may come next. */
type At =
  | "begin"
  | "value"
  | "first-entry"
  | "first-key"
  | "key"
  | "colon"
  | "behind"
  | "text"
  | "key-text"
  | "word"
  | "end";

const [quote, backslash, blank, comma, colon, openList, closeList, openObject, closeObject] = [
  34, 92, 32, 44, 58, 91, 93, 123, 125,
];

/** How often whole members are looked for in vain before the rest of a piece is read letter by letter. */
const mostVain = 8;

/** Reads JSON piece by piece, in one pass: the cost of a piece does not grow with what came before. */
export type JsonReader = {
  read(text: string): void;
  /** Takes what was read elsewhere, where nothing came before. */
  adopt(whole: unknown): void;
  /** What is known so far. */
  value(): unknown;
  /** The path under which everything lies that has changed since this was asked last; `null`: nothing has. */
  takeChange(): Path | null;
};

export function createJsonReader(): JsonReader {
  let at: At = "begin";
  let root: unknown;
  /** The objects and lists that are open, and in each the key or the index of what is read now. */
  const holders: Holder[] = [];
  const keys: Array<string | number> = [];
  /** The text or word that is open; put in its place when somebody looks, since most pieces are letters of a text. */
  let open = "";
  let isAhead = false;
  /** Of how many pieces it is made. */
  let joints = 0;
  /** Whether the innermost is a list. */
  let isList = false;
  const sameKey = rememberKeys();
  /** What came of an escape, from its backslash on. */
  let escape = "";
  const { change, goOnBehind, haveMoved, take } = followChange(keys);
  /** Whether what is read now has the key `__proto__`. */
  let isDropped = false;
  /** From how many open objects and lists on no whole members are looked for: the innermost of them ends soon. */
  let closing = Number.POSITIVE_INFINITY;

  const place = (value: unknown): void => {
    const holder = holders[holders.length - 1];
    const key = keys[holders.length - 1];
    if (holder === undefined || key === undefined) root = value;
    // Behind its end a list is extended much faster by its own verb.
    else if (Array.isArray(holder) && key === holder.length) holder.push(value);
    else if (!isDropped) holder[key] = value;
    isAhead = false;
  };
  const put = (value: unknown): void => {
    place(value);
    change(holders.length);
  };
  /** To another member of the innermost object or list. */
  const moveTo = (key: string | number): void => {
    goOnBehind(holders.length);
    keys[holders.length - 1] = key;
    haveMoved();
    isDropped = key === "__proto__";
  };
  const enter = (holder: Holder): void => {
    put(holder);
    holders.push(holder);
    keys.push(0);
    haveMoved();
    isDropped = false;
    isList = Array.isArray(holder);
    at = isList ? "first-entry" : "first-key";
  };
  const leave = (): void => {
    goOnBehind(keys.length);
    holders.pop();
    keys.pop();
    haveMoved();
    isList = Array.isArray(holders.at(-1));
    if (holders.length < closing) closing = Number.POSITIVE_INFINITY;
    at = holders.length === 0 ? "end" : "behind";
  };
  const endWord = (): void => {
    const value = wordValue(open);
    if (value === undefined) at = "end";
    else {
      put(value);
      at = holders.length === 0 ? "end" : "behind";
    }
  };
  const endText = (): void => {
    if (at === "key-text") {
      moveTo(sameKey(open));
      at = "colon";
      return;
    }
    // One that has grown by the letter would go on holding an object for each.
    if (joints > mostJoints) place(flat(open));
    else if (isAhead) place(open);
    at = holders.length === 0 ? "end" : "behind";
  };

  /** Reads letters of a text up to its end or that of the piece; gives the place behind. */
  const readText = (piece: string, from: number): number => {
    let to = from;
    while (to < piece.length) {
      if (escape !== "") {
        to = readEscape(piece, to);
        continue;
      }
      const begun = to;
      let code = 0;
      while (to < piece.length && (code = piece.charCodeAt(to)) !== quote && code !== backslash) to += 1;
      if (to > begun) add(to - begun === piece.length ? piece : piece.slice(begun, to));
      if (to === piece.length) return to;
      to += 1;
      if (code === quote) {
        endText();
        return to;
      }
      escape = "\\";
    }
    return to;
  };
  const add = (letters: string): void => {
    open += letters;
    joints += 1;
    if (isAhead || at === "key-text") return;
    isAhead = true;
    change(holders.length);
  };
  const readEscape = (piece: string, from: number): number => {
    escape += piece.charAt(from);
    const isWhole = escape.charCodeAt(1) !== 117 || escape.length === 6;
    if (!isWhole) return from + 1;
    const letter = escapedLetter(escape);
    escape = "";
    if (letter === null) at = "end";
    else add(letter);
    return letter === null ? piece.length : from + 1;
  };
  /** Reads a number or a word up to its end or that of the piece; gives the place of what comes behind. */
  const readWord = (piece: string, from: number): number => {
    let to = from;
    while (to < piece.length && isOfWord(piece.charCodeAt(to))) to += 1;
    open += piece.slice(from, to);
    if (to < piece.length) endWord();
    return to;
  };

  const readMark = (code: number): void => {
    switch (at) {
      case "first-entry":
        if (code === closeList) return leave();
        return beginValue(code);
      case "first-key":
        if (code === closeObject) return leave();
        return beginKey(code);
      case "key":
        return beginKey(code);
      case "value":
        return beginValue(code);
      case "colon":
        at = code === colon ? "value" : "end";
        return;
      case "behind": {
        if (code === (isList ? closeList : closeObject)) return leave();
        if (code !== comma) at = "end";
        else if (isList) {
          moveTo(Number(keys.at(-1)) + 1);
          at = "value";
        } else at = "key";
        return;
      }
      default:
    }
  };
  const beginKey = (code: number): void => {
    open = "";
    at = code === quote ? "key-text" : "end";
  };
  const beginValue = (code: number): void => {
    open = "";
    if (code === quote) {
      put("");
      joints = 0;
      at = "text";
    } else if (code === openObject) enter({});
    else if (code === openList) enter(newList());
    else at = isOfWord(code) ? "word" : "end";
  };

  /** Takes whole members at once, where several stand in this piece; gives the place behind them. */
  const readRun = (piece: string, from: number): number => {
    const holder = holders.at(-1);
    const depth = holders.length;
    const run = findRun(piece, from, isList);
    if (run === "closed") closing = depth;
    if (holder === undefined || run === null || run === "closed") return from;
    if (!isList) goOnBehind(depth);
    const { count, last } = addMembers(holder, run.members, Number(keys[depth - 1]));
    keys[depth - 1] = last;
    haveMoved();
    change(count > 1 ? depth - 1 : depth);
    at = "behind";
    return run.end;
  };
  const mayHaveRun = (): boolean =>
    holders.length < closing &&
    (at === "first-key" || at === "key" || (isList && (at === "value" || at === "first-entry")));

  const read = (text: string): void => {
    // Most deltas are, where they are short.
    if (text.length === 1 && at === "text" && escape === "") {
      const code = text.charCodeAt(0);
      if (code !== quote && code !== backslash) return add(text);
    }
    let next = 0;
    let vain = text.length < leastRun ? mostVain : 0;
    while (next < text.length) {
      if (vain < mostVain && mayHaveRun()) {
        const behind = readRun(text, next);
        if (behind === next) vain += 1;
        next = behind;
      }
      if (at === "text" || at === "key-text") next = readText(text, next);
      else if (at === "word") next = readWord(text, next);
      else if (at === "end") return;
      else {
        const code = text.charCodeAt(next);
        if (code === blank || code === 10 || code === 13 || code === 9) next += 1;
        else if (at === "begin") {
          // Words around it: it begins with the first brace or bracket, unless it is a text or number by itself.
          if (code === openObject || code === openList) beginValue(code);
          next += 1;
        } else {
          readMark(code);
          // The first letter of a word is read with the others. A boundary: the reader above has changed `at`.
          if ((at as At) !== "word") next += 1;
        }
      }
    }
  };
  return {
    read,
    adopt(whole) {
      put(whole);
      at = "end";
    },
    value() {
      if (isAhead) place(open);
      return root;
    },
    takeChange() {
      if (isAhead) place(open);
      return take();
    },
  };
}

/** A text of more pieces is made one when it ends. */
const mostJoints = 12;

/** The same text, held in one piece. */
function flat(text: string): string {
  return `${text}"`.slice(0, -1);
}
