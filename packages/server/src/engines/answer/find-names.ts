import { findChineseNames } from "./find-chinese-names.ts";
import { findEnglishNames } from "./find-english-names.ts";
import type { NameParts, Names } from "./names.ts";
import type { Clause } from "./read-question.ts";
import type { Word } from "./split-words.ts";
import { wordStem } from "./word-stem.ts";

/**
 * Finds what a clause names: what is quoted, else what is left when topic and grammar are taken away. Only grammar
 * decides; there is no list of names.
 *
 * @param text what the clause's words were cut from
 */
export function findNames(text: string, clause: Clause, taken: ReadonlySet<Word>): Names {
  const words = clause.words.filter((word) => !taken.has(word));
  const quotes = words.filter(({ kind }) => kind === "quote");
  if (quotes.length > 0)
    return {
      names: quotes.map((quote) => quote.text),
      prepositions: quotes.map(() => null),
      command: null,
      pure: false,
    };
  const topics = clause.topics?.weights ?? new Map<string, number>();
  const isTopic = (word: Word): boolean => topics.has(wordStem(word));
  const verb = words.findIndex((word) => clause.topics?.verbs.has(wordStem(word)));
  const parts: NameParts = { text, words, isTopic, verb };
  const chinese = isChinese(words, isTopic);
  return chinese ? findChineseNames(parts) : findEnglishNames(parts);
}

/** The topic's script decides; without a topic, a single Chinese word: 「Zorvania呢」. */
function isChinese(words: readonly Word[], isTopic: (word: Word) => boolean): boolean {
  const topic = words.find(isTopic);
  if (topic !== undefined) return topic.kind === "han";
  return words.some(({ kind }) => kind === "han");
}
