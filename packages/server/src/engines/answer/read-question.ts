import {
  chineseConjunctions,
  chineseRefusal,
  englishConjunctions,
  englishPronouns,
  englishQuestionWords,
  englishRefusal,
} from "./grammar.ts";
import { foldHan } from "./han-variants.ts";
import { splitWords } from "./split-words.ts";
import type { Word } from "./word.ts";
import type { Topics } from "./tool-topics.ts";
import { wordStem } from "./word-stem.ts";

/** A part of a question that asks one tool for something, or that only names more to ask the same for. */
export type Clause = {
  words: readonly Word[];
  /** The tool it is about; `null`: none of its own. */
  topics: Topics | null;
  /** Positions in `words` of what makes it about that tool. */
  topicAt: readonly number[];
  /** Whether it opens a sentence, rather than continuing one after a comma. */
  opens: boolean;
  /** Whether the sentence ends with it, and as a question. */
  asks: boolean;
  /** Whether it forbids what it is about, or only remarks on it. */
  declines?: boolean;
};

/** Less than this is chance. One word of a description that one other tool shares does not reach it. */
const threshold = 0.45;

/** Cuts a text into clauses and finds the tool each is about. */
export function readQuestion(text: string, offered: readonly Topics[]): Clause[] {
  const vocabulary = new Set(offered.flatMap(({ weights }) => [...weights.keys()]).filter((word) => word.length >= 2));
  const clauses: Clause[] = [];
  for (const { words, asks } of splitSentences(splitWords(text, vocabulary))) {
    const pieces = splitAt(words, ({ kind }) => kind === "comma")
      .flatMap((piece) => splitAtQuestion(piece, offered))
      .flatMap((piece) => splitByTool(piece, offered));
    for (const [at, piece] of pieces.entries()) {
      const clause = { ...findTool(piece, offered), opens: at === 0, asks: asks && at === pieces.length - 1 };
      clauses.push({ ...clause, declines: isRefusal(text, clause) || isRemark(clause) });
    }
  }
  return clauses;
}

function splitSentences(words: readonly Word[]): Array<{ words: Word[]; asks: boolean }> {
  const sentences: Array<{ words: Word[]; asks: boolean }> = [];
  let current: Word[] = [];
  for (const word of words) {
    if (word.kind !== "stop") {
      current.push(word);
      continue;
    }
    if (current.length > 0) sentences.push({ words: current, asks: /[?\uff1f]/.test(word.text) });
    current = [];
  }
  return current.length > 0 ? [...sentences, { words: current, asks: false }] : sentences;
}

function splitAt(words: readonly Word[], isCut: (word: Word) => boolean): Word[][] {
  const pieces: Word[][] = [[]];
  for (const word of words) {
    if (isCut(word)) pieces.push([]);
    else pieces.at(-1)?.push(word);
  }
  return pieces.filter((piece) => piece.length > 0);
}

/**
 * Cuts before "and" and a question word where only one side asks a tool: "Rome and what time is it" leaves Rome to its
 * neighbours, "the weather in Rome and who is the king" asks for something else.
 */
function splitAtQuestion(words: readonly Word[], offered: readonly Topics[]): Array<readonly Word[]> {
  const cut = words.findIndex(
    (word, at) => at > 0 && word.folded === "and" && englishQuestionWords.has(words[at + 1]?.folded ?? ""),
  );
  if (cut === -1) return [words];
  const [left, right] = [words.slice(0, cut), words.slice(cut)];
  const [leftTool, rightTool] = [findTool(left, offered).topics, findTool(right, offered).topics];
  const isSplit = leftTool === null ? rightTool !== null : rightTool === null && isOfItsOwn(right);
  return isSplit ? [left, right] : [words];
}

/** "and what about Rome" and "and how is it in Rome" go on with what was said. */
function isOfItsOwn(words: readonly Word[]): boolean {
  return words[2]?.folded !== "about" && !words.some(({ folded }) => englishPronouns.has(folded));
}

/** "Don't check the weather", 「不要查天气」. */
function isRefusal(text: string, { words }: Pick<Clause, "words">): boolean {
  const said = foldHan(text.slice(words[0]?.start, words.at(-1)?.end)).toLowerCase();
  return englishRefusal.test(said) || chineseRefusal.test(said);
}

/** "I love this weather": neither a question nor an order. */
function isRemark({ words, topicAt, asks }: Clause): boolean {
  const topic = words[(topicAt[0] ?? 0) - 1]?.folded ?? "";
  return !asks && /^(i|we|he|she|they)$/.test(words[0]?.folded ?? "") && /^(this|that|these|those)$/.test(topic);
}

function findTool(words: readonly Word[], offered: readonly Topics[]): Pick<Clause, "words" | "topics" | "topicAt"> {
  let best: { topics: Topics; score: number } | null = null;
  for (const topics of offered) {
    const told = new Set(words.map(wordStem).filter((word) => topics.weights.has(word)));
    const score = [...told].reduce((sum, word) => sum + (topics.weights.get(word) ?? 0), 0);
    if (score >= threshold && score > (best?.score ?? 0)) best = { topics, score };
  }
  if (best === null) return { words, topics: null, topicAt: [] };
  const { weights } = best.topics;
  return { words, topics: best.topics, topicAt: [...words.keys()].filter((at) => weights.has(stemAt(words, at))) };
}

/**
 * Cuts where one tool's words end and another's begin: 「杭州的天气和现在的时间」, "the weather in Zorvania and the time".
 * Chinese names things before the topic, so the first conjunction between the two is the joint; English after it, so it
 * is the last one.
 */
function splitByTool(words: readonly Word[], offered: readonly Topics[]): Word[][] {
  const anchors = [...words.keys()].flatMap((at) => {
    const topics = strongestAt(words, at, offered);
    return topics === null ? [] : [{ at, topics }];
  });
  const pieces: Word[][] = [];
  let start = 0;
  for (const [position, left] of anchors.entries()) {
    const right = anchors[position + 1];
    if (right === undefined || right.topics === left.topics) continue;
    const between = words.slice(left.at + 1, right.at);
    const joints = [...between.keys()].filter((at) => isJoint(between[at]));
    const joint = words[right.at]?.kind === "han" ? joints[0] : joints.at(-1);
    const cut = joint ?? looseJoint(between, words[right.at]);
    if (cut === undefined) continue;
    pieces.push(words.slice(start, left.at + 1 + cut));
    start = left.at + 1 + cut;
  }
  return [...pieces, words.slice(start)].filter((piece) => piece.length > 0);
}

/** Without a conjunction: Chinese cuts behind the first question's predicate, English before the second one's start. */
function looseJoint(between: readonly Word[], right: Word | undefined): number | undefined {
  if (between.length === 0) return undefined;
  if (right?.kind === "latin") return between.length;
  const predicate = between.findLastIndex((word) => /^(怎么样|怎样|如何|好不好|好吗|了|吗|呢|什么)$/.test(word.folded));
  return predicate + 1;
}

function isJoint(word: Word | undefined): boolean {
  if (word === undefined) return false;
  return word.kind === "han"
    ? chineseConjunctions.has(word.folded)
    : word.kind === "list" || englishConjunctions.has(word.folded);
}

function strongestAt(words: readonly Word[], at: number, offered: readonly Topics[]): Topics | null {
  const stem = stemAt(words, at);
  const ranked = offered
    .map((topics) => ({ topics, weight: topics.weights.get(stem) ?? 0 }))
    .toSorted((a, b) => b.weight - a.weight);
  const [first, second] = ranked;
  if (first === undefined || first.weight < threshold || first.weight === second?.weight) return null;
  return first.topics;
}

function stemAt(words: readonly Word[], at: number): string {
  const word = words[at];
  return word === undefined ? "" : wordStem(word);
}
