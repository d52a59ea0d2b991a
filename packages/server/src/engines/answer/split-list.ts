import { chineseConjunctions } from "./grammar.ts";
import { countSegments } from "./split-words.ts";
import type { Word } from "./word.ts";

/**
 * Cuts a run of Chinese words where a conjunction joins two names: 「青岚县和云梦州」 is two, 「呼和浩特」 and 「仁和镇」
 * are one. There must be two characters on either side. A dictionary that does not know the names may hide the
 * conjunction in a word, as 和平 in 「落星镇和平安县」.
 *
 * @param wanted how many texts the tool wants
 */
export function splitList(run: readonly Word[], wanted: number): Word[][] {
  const way = splitWay(run, wanted);
  if (way !== null) return way;
  for (const [at, word] of run.entries()) {
    if (word.kind !== "han") continue;
    for (const [offset, character] of Array.from(word.folded).entries()) {
      if (!chineseConjunctions.has(character)) continue;
      const left = [...run.slice(0, at), ...cut(word, 0, offset)];
      const right = [...cut(word, offset + 1, word.folded.length), ...run.slice(at + 1)];
      if (width(left) >= 2 && width(right) >= 2 && isJoint(word, offset, { left, right }))
        return [left, ...splitList(right, wanted)];
    }
  }
  return [[...run]];
}

/** How many characters, counted as they compare. */
export function width(words: readonly Word[]): number {
  return words.reduce((sum, word) => sum + word.folded.length, 0);
}

/** A part of a word as a word of its own; none where it is empty. */
export function cut(word: Word, from: number, to: number): Word[] {
  const { kind, text, folded, start } = word;
  return from >= to
    ? []
    : [{ kind, text: text.slice(from, to), folded: folded.slice(from, to), start: start + from, end: start + to }];
}

function isJoint(word: Word, offset: number, { left, right }: { left: Word[]; right: Word[] }): boolean {
  if (word.folded.length === 1) return true;
  if (word.folded.length > 2) return false;
  // 三和 in 「丁三和一一」: a word that ends in the conjunction has lost its first character to the left name.
  if (offset === 1) return true;
  // 和平 in 「天津和平区」 is a word: a known place before it, and at most one character behind it.
  const isWord = countSegments(textOf(left)) === 1 && width(right) - 1 <= 1;
  return !isWord || textOf(left).at(-1) === textOf(right).at(-1);
}

function textOf(words: readonly Word[]): string {
  return words.map(({ folded }) => folded).join("");
}

/** 「从落星镇到青岚县」: from one name to another. Where two are wanted 从 may be left out. */
function splitWay(run: readonly Word[], wanted: number): Word[][] | null {
  const from = run.findIndex(({ folded }) => folded === "从");
  const to = run.findIndex(({ folded }, at) => at > from && (folded === "到" || folded === "至"));
  if (to === -1 || (from === -1 && (wanted < 2 || width(run.slice(0, to)) < 2))) return null;
  return [run.slice(from + 1, to), run.slice(to + 1)];
}
