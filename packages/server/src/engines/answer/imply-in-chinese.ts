import {
  chineseAsking,
  chineseConjunctions,
  chineseLeading,
  chinesePhrases,
  chineseTrailing,
  pointingWords,
} from "./grammar.ts";
import type { Implied } from "./imply-in-english.ts";
import type { Clause } from "./read-question.ts";
import { width } from "./split-list.ts";
import type { Word } from "./word.ts";
import { wordStem } from "./word-stem.ts";

/**
 * Chinese names things before what is asked of them: 「奥斯陆会下雨吗」. Where the tools could not share a word, the last
 * word of the first group is what is asked (「杭州和北京天气怎么样」), else the clause must not name it: a question for yes
 * or no, or for a degree.
 *
 * @param foreign whether the tools are described in another language
 */
export function impliesInChinese({ words, asks }: Clause, foreign: boolean): Implied | null {
  if (speaksToModel(words) || words.some((word, at) => isElse(word, words[at + 1]))) return null;
  const open = isOpen(words);
  if (!foreign && (!open || words.some(({ folded }) => folded === "的"))) return null;
  if (!asks && !words.some(({ folded }) => chineseAsking.has(folded) || lookUp.has(folded))) return null;
  const start = words.findIndex(isContent);
  const rest = words.slice(start);
  const end = rest.findIndex((word, at) => isBreak(word) || isRepeated(rest, at));
  const group = (end === -1 ? rest : rest.slice(0, end)).filter(isContent);
  const behind = (end === -1 ? [] : rest.slice(end)).filter(isContent);
  const last = group.at(-1);
  if (start === -1 || last === undefined) return null;
  const isAsked = behind.length === 0 && group.length > 1 && (last.folded.length > 1 || open);
  const asked = isAsked ? [last, ...behind] : behind;
  const named = isAsked ? group.slice(0, -1) : group;
  // 「要带伞吗」 begins with what is asked.
  if (width(named) < 2 || /^[要会能想该得]/.test(named[0]?.folded ?? "")) return null;
  return { weights: new Map(asked.map((word) => [wordStem(word), 1])) };
}

const wantsElse = new Set("谁 为什么 哪里 哪儿 哪个 哪些".split(" "));
const lookUp = new Set("查一下 查查 查下 查询 查看 看看 看一下 告诉 告诉我 想查 想知道".split(" "));

/** What wants a person, a place, a reason or a sum, and what asks whether one thing is another. */
function isElse({ kind, folded }: Word, next: Word | undefined): boolean {
  if (wantsElse.has(folded) || kind === "number" || kind === "mark") return true;
  return folded === "是" && next !== undefined && isContent(next);
}

/** 「你觉得北京怎么样」, but not 「你能告诉我…」. */
function speaksToModel(words: readonly Word[]): boolean {
  return words.some(
    ({ folded }, at) => /^[你您]$/.test(folded) && !/^(能|可以|知道|可)/.test(words[at + 1]?.folded ?? ""),
  );
}

/** A question for yes or no (吗, 会不会, 冷不冷), or for a degree (多少, 多冷). */
function isOpen(words: readonly Word[]): boolean {
  return words.some(
    ({ folded }, at) =>
      /^(吗|多少|多)$/.test(folded) || /^(.)[不没]\1$/.test(folded) || folded === "是否" || isRepeated(words, at),
  );
}

/** The first of 冷|不|冷. */
function isRepeated(words: readonly Word[], at: number): boolean {
  return /^[不没]$/.test(words[at + 1]?.folded ?? "") && words[at]?.folded === words[at + 2]?.folded;
}

function isContent({ kind, folded }: Word): boolean {
  if (kind !== "han" && kind !== "latin") return false;
  const isParticle = folded.length === 1 && (chineseLeading.has(folded) || chineseTrailing.has(folded));
  return !isParticle && !chinesePhrases.has(folded) && !chineseConjunctions.has(folded);
}

/** What ends the first group: a phrase of grammar or a word for a time. Lists go on. */
function isBreak({ kind, folded }: Word): boolean {
  if (kind === "han") return folded.length > 1 && (chinesePhrases.has(folded) || pointingWords.has(folded));
  return kind !== "latin" && kind !== "list" && kind !== "number";
}
