import { chineseAsking, chineseOrders, chinesePhrases, englishOrders, englishQuestionWords } from "./grammar.ts";
import type { Clause } from "./read-question.ts";
import type { Word } from "./word.ts";
import { isEnglishGrammar } from "./tool-topics.ts";

/** Whether a clause asks or orders something by its form; greetings and what only adds a detail do not. */
export function asksSomething({ words, asks }: Pick<Clause, "words" | "asks">): boolean {
  const chinese = words.some(({ kind }) => kind === "han");
  return chinese ? asksInChinese(words) : asksInEnglish(words, asks);
}

function asksInChinese(words: readonly Word[]): boolean {
  const isForm = ({ folded }: Word): boolean => chineseAsking.has(folded);
  const isOrder = ({ folded }: Word): boolean => chineseOrders.has(folded);
  return words.some(isForm) || (words.some(isOrder) && words.some((word) => isSaying(word) && !isOrder(word)));
}

function asksInEnglish(words: readonly Word[], asks: boolean): boolean {
  const opening = words.find(({ folded }) => !/^(and|or|also|then|please|but|so)$/.test(folded))?.folded ?? "";
  if (englishQuestionWords.has(opening)) return true;
  return (asks || englishOrders.has(opening)) && words.some(isSaying);
}

/** A word that is more than grammar. */
function isSaying({ kind, folded }: Word): boolean {
  if (kind === "latin") return !isEnglishGrammar(folded);
  return kind === "quote" || kind === "path" || (kind === "han" && folded.length >= 2 && !chinesePhrases.has(folded));
}
