import { foldHan } from "./han-variants.ts";
import { isPath } from "./path-pattern.ts";
import type { Word } from "./word.ts";
import { wordStem } from "./word-stem.ts";

/** What is left of a clause for arguments to be made of. Taking something takes it away. */
export type Material = {
  /** The next number, or `null`. @param unit a word beside it that belongs to it */
  takeNumber(unit: string): number | null;
  /** The next date, time, address or path that fits the format. @param behind only right behind one of these words */
  takeLiteral(format: string, behind?: readonly string[]): string | null;
  /** Whether something of a format stands there. */
  holds(format: string): boolean;
  /** Those of the values that the clause mentions, in its order. */
  takeMentioned(values: readonly unknown[]): unknown[];
  /** Whether one of the words stands in the clause. */
  mentions(words: readonly string[]): boolean;
  /** The words taken so far. */
  taken: ReadonlySet<Word>;
};

const formats: { readonly [format: string]: RegExp } = {
  date: /^\d{4}-\d{1,2}-\d{1,2}$/,
  "date-time": /^\d{4}-\d{1,2}-\d{1,2}[T ]/,
  time: /^\d{1,2}:\d{2}/,
  email: /@/,
  uri: /^[a-z][a-z\d+.-]*:\/\//i,
  url: /^[a-z][a-z\d+.-]*:\/\//i,
};

/** Lays out the words of a clause, and of those that belong to it. */
export function layOut(words: readonly Word[]): Material {
  const taken = new Set<Word>();
  const free = (): Word[] => words.filter((word) => !taken.has(word));
  return {
    taken,
    takeNumber(unit) {
      const found = free().find(({ kind }) => kind === "number");
      if (found === undefined) return null;
      taken.add(found);
      const after = words[words.indexOf(found) + 1];
      if (after !== undefined && sameWord(after.folded, unit)) taken.add(after);
      return Number(found.text);
    },
    takeLiteral(format, behind) {
      const isHere = (word: Word): boolean =>
        behind === undefined || behind.includes(words[words.indexOf(word) - 1]?.folded ?? "");
      const found = free().find((word) => isLiteral(word, format) && isHere(word));
      if (found === undefined) return null;
      taken.add(found);
      return found.text;
    },
    holds: (format) => words.some((word) => isLiteral(word, format)),
    takeMentioned(values) {
      const mentions = values
        .map((value) => ({ value, words: findMention(free(), String(value)) }))
        .filter((mention) => mention.words.length > 0)
        // Of "celsius" and "celsius degrees" the longer one is meant.
        .toSorted((a, b) => b.words.length - a.words.length);
      const chosen: typeof mentions = [];
      for (const mention of mentions) {
        if (mention.words.some((word) => taken.has(word))) continue;
        for (const word of mention.words) taken.add(word);
        chosen.push(mention);
      }
      return chosen.toSorted((a, b) => (a.words[0]?.start ?? 0) - (b.words[0]?.start ?? 0)).map(({ value }) => value);
    },
    mentions: (wanted) => words.some(({ folded }) => wanted.some((word) => sameWord(folded, word))),
  };
}

function isLiteral({ kind, text }: Word, format: string): boolean {
  if (format === "path") return kind === "path" || (kind === "latin" && isPath(text));
  return kind === "literal" && (formats[format]?.test(text) ?? true);
}

function findMention(words: readonly Word[], value: string): Word[] {
  const wanted = foldHan(value).toLowerCase().replaceAll("_", " ").trim();
  if (wanted === "") return [];
  const same = words.find(
    ({ kind, folded }) => kind === "latin" && wordStem({ folded }) === wordStem({ folded: wanted }),
  );
  if (same !== undefined) return [same];
  for (const at of words.keys()) {
    let text = "";
    for (let end = at; end < words.length && text.length < wanted.length; end++) {
      const [before, word] = [words[end - 1], words[end]];
      if (word === undefined) break;
      text += end > at && before !== undefined && before.end < word.start ? ` ${word.folded}` : word.folded;
      if (text === wanted) return words.slice(at, end + 1);
    }
  }
  return [];
}

function sameWord(one: string, other: string): boolean {
  return wordStem({ folded: one.toLowerCase() }) === wordStem({ folded: other.toLowerCase() });
}
