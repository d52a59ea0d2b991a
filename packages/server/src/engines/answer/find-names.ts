import type { FunctionDefinition } from "@qwire/protocol";
import { findChineseNames } from "./find-chinese-names.ts";
import { chineseConjunctions, englishConjunctions, englishPrepositions } from "./grammar.ts";
import { findEnglishNames } from "./find-english-names.ts";
import type { NameParts, Names } from "./names.ts";
import { isPath } from "./path-pattern.ts";
import type { Clause } from "./read-question.ts";
import { kindOf, readParameters } from "./schema.ts";
import { toldFormat } from "./told-format.ts";
import type { Word } from "./word.ts";
import { wordStem } from "./word-stem.ts";

/**
 * Finds what a clause names: what is quoted, else what is left when topic and grammar are taken away. Only grammar
 * decides; there is no list of names.
 *
 * @param text what the clause's words were cut from
 */
export function findNames(text: string, clause: Clause, taken: ReadonlySet<Word>): Names {
  const words = clause.words.filter((word) => !taken.has(word));
  const topics = clause.topics?.weights ?? new Map<string, number>();
  const fields = new Set(clause.topics === null ? [] : fieldWords(clause.topics.tool.function));
  const isTopic = (word: Word): boolean => topics.has(wordStem(word)) || fields.has(word.folded);
  const hasPath = words.some(({ kind }) => kind === "path");
  const sure = words.filter((word) => word.kind === "quote" || (hasPath && isFile(word)));
  const wanted = clause.topics === null ? 0 : textsWanted(clause.topics.tool.function, hasPath);
  const find = (among: readonly Word[]): Names => {
    const verb = among.findIndex((word) => clause.topics?.verbs.has(wordStem(word)));
    const parts: NameParts = { text, words: among, isTopic, verb, wanted };
    return isChinese(among, isTopic) ? findChineseNames(parts) : findEnglishNames(parts);
  };
  if (sure.length === 0) return find(words);
  // What is quoted is meant, and so is a path. A tool that wants more looks around it: "Translate 'good morning' into French".
  const isQuoted = sure.some(({ kind }) => kind === "quote");
  const around = wanted > sure.length ? find(words.filter((word, at) => !carriesQuote(word, words[at + 1]))) : null;
  const things = [
    ...sure.map((word) => ({ name: word.text, preposition: prepositionOf(word, words), at: word.start })),
    ...(around?.names ?? []).flatMap((name, at) => {
      const preposition = around?.prepositions[at] ?? null;
      // Beside a quote, in English, only what stands behind a preposition is surely a name.
      const isMeant = !isQuoted || preposition !== null || /^\p{Script=Han}/u.test(name);
      return isMeant ? [{ name, preposition, at: text.indexOf(name, words[0]?.start ?? 0) }] : [];
    }),
  ].toSorted((a, b) => a.at - b.at);
  return {
    names: things.map(({ name }) => name),
    prepositions: things.map(({ preposition }) => preposition),
    command: isQuoted ? null : find(words).command,
    pure: words.every(isOfList),
  };
}

/** Beside a path the bare name of a file is as sure. */
function isFile({ kind, text }: Word): boolean {
  return kind === "path" || (kind === "latin" && isPath(text));
}

/** Quotes are taken in their order, whatever leads to them. */
function prepositionOf(word: Word, words: readonly Word[]): string | null {
  const before = words[words.indexOf(word) - 1]?.folded ?? "";
  return word.kind !== "quote" && englishPrepositions.has(before) ? before : null;
}

function isOfList(word: Word): boolean {
  const { kind, folded } = word;
  return isFile(word) || kind === "list" || englishConjunctions.has(folded) || chineseConjunctions.has(folded);
}

/** "saying …", "with subject …". */
function carriesQuote({ kind }: Word, next: Word | undefined): boolean {
  return kind === "latin" && next?.kind === "quote";
}

/** What a tool calls what it wants: "the order id is 4711" names 4711. */
function fieldWords(definition: FunctionDefinition): string[] {
  return readParameters(definition).flatMap(({ wanted, name }) =>
    wanted
      ? name
          .toLowerCase()
          .split(/[_-]/)
          .filter((part) => part.length > 1 && !englishPrepositions.has(part))
      : [],
  );
}

/** A path is taken also where it may be left out. */
function textsWanted(definition: FunctionDefinition, hasPath: boolean): number {
  return readParameters(definition).filter(
    (property) =>
      kindOf(property.schema) === "text" && (property.wanted || (hasPath && toldFormat(property) === "path")),
  ).length;
}

/** The topic's script decides; without a topic, a single Chinese word: 「Zorvania呢」. */
function isChinese(words: readonly Word[], isTopic: (word: Word) => boolean): boolean {
  const topic = words.find(isTopic);
  if (topic !== undefined) return topic.kind === "han";
  return words.some(({ kind }) => kind === "han");
}
