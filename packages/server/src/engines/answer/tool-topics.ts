import type { Tool } from "@qwire/protocol";
import {
  chineseConjunctions,
  chineseCounting,
  chineseLeading,
  chinesePhrases,
  chineseTrailing,
  chineseWhen,
  englishArticles,
  englishConjunctions,
  englishDemonstratives,
  englishFraming,
  englishPrepositions,
  englishPronouns,
  pointingWords,
} from "./grammar.ts";
import { isAboutTime } from "./is-about-time.ts";
import { splitWords } from "./split-words.ts";
import type { Word } from "./word.ts";
import { wordStem } from "./word-stem.ts";

/** What one tool is about, as far as its name and description tell. */
export type Topics = {
  tool: Tool;
  /** How telling each word is: words shared with other tools count less. */
  weights: ReadonlyMap<string, number>;
  /** The words that open the name or the description: "search …", 「搜索…」. What they act on stands behind them. */
  verbs: ReadonlySet<string>;
};

/** Reads all offered tools together, because a word that many share tells little. */
export function readTopics(tools: readonly Tool[]): Topics[] {
  const own = tools.map(topicsOf);
  return tools.map((tool, at) => {
    const weights = new Map<string, number>();
    for (const [word, weight] of own[at]?.weights ?? []) {
      const sharers = own.filter((other) => other.weights.has(word)).length;
      weights.set(word, (pointingWords.has(word) ? 0.2 : weight) / sharers);
    }
    return { tool, weights, verbs: own[at]?.verbs ?? new Set() };
  });
}

function topicsOf({ function: { name, description } }: Tool): Pick<Topics, "weights" | "verbs"> {
  const named = splitWords(name.replace(/[_.-]+/g, " ").replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2"));
  const told = joinSingles(splitWords(description ?? ""));
  const weights = new Map<string, number>();
  for (const word of told.filter(isContent)) weights.set(wordStem(word), 0.6);
  for (const word of named.filter(isContent)) weights.set(wordStem(word), 1);
  if ([...weights.keys()].some(isAboutTime)) for (const word of chineseWhen) weights.set(word, 1);
  const opening = [named[0], told[0]].filter(
    (word) => word !== undefined && isContent(word) && !pointingWords.has(word.folded),
  );
  return { weights, verbs: new Set(opening.flatMap((word) => (word === undefined ? [] : [wordStem(word)]))) };
}

/** A dictionary cuts what it does not know into single characters: 航班. Neighbours that are not grammar are one word. */
function joinSingles(words: readonly Word[]): Word[] {
  const joined: Word[] = [];
  let open = false;
  for (const word of words) {
    const last = joined.at(-1);
    const isPart = isSingle(word);
    if (open && isPart && last !== undefined && last.end === word.start) {
      const [text, folded] = [last.text + word.text, last.folded + word.folded];
      joined[joined.length - 1] = { ...last, text, folded, end: word.end };
    } else joined.push(word);
    open = isPart;
  }
  return joined;
}

function isSingle({ kind, folded }: Word): boolean {
  const isGrammar = [chineseLeading, chineseTrailing, chineseConjunctions, chineseCounting].some((set) =>
    set.has(folded),
  );
  return kind === "han" && folded.length === 1 && !isGrammar;
}

/** Pointing words are kept: they are weak evidence, not none. */
function isContent({ kind, folded }: Word): boolean {
  if (pointingWords.has(folded)) return true;
  if (kind === "han") return folded.length >= 2 && !chinesePhrases.has(folded);
  return kind === "latin" && folded.length >= 2 && !isEnglishGrammar(folded);
}

/** Whether an English word, in lower case, is grammar of any kind. */
export function isEnglishGrammar(folded: string): boolean {
  return [
    englishFraming,
    englishPrepositions,
    englishArticles,
    englishConjunctions,
    englishDemonstratives,
    englishPronouns,
  ].some((list) => list.has(folded));
}
