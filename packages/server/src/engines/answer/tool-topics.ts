import type { Tool } from "@qwire/protocol";
import {
  chinesePhrases,
  englishArticles,
  englishConjunctions,
  englishDemonstratives,
  englishFraming,
  englishPrepositions,
  englishPronouns,
  pointingWords,
  questionNouns,
} from "./grammar.ts";
import { splitWords } from "./split-words.ts";
import type { Word } from "./split-words.ts";
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
  const told = splitWords(description ?? "");
  const weights = new Map<string, number>();
  for (const word of told.filter(isContent)) weights.set(wordStem(word), 0.6);
  for (const word of named.filter(isContent)) weights.set(wordStem(word), 1);
  for (const { asks, nouns } of questionNouns) {
    if (nouns.some((noun) => weights.has(noun))) for (const word of asks) weights.set(word, 1);
  }
  const opening = [named[0], told[0]].filter(
    (word) => word !== undefined && isContent(word) && !pointingWords.has(word.folded),
  );
  return { weights, verbs: new Set(opening.flatMap((word) => (word === undefined ? [] : [wordStem(word)]))) };
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
