import {
  chineseConjunctions,
  chineseLeading,
  chinesePhrases,
  chinesePronouns,
  chineseTimes,
  chineseTrailing,
  pointingWords,
} from "./grammar.ts";
import type { NameParts, Names } from "./names.ts";
import { cut, splitList, width } from "./split-list.ts";
import type { Word } from "./word.ts";

/**
 * Chinese names things before the topic (「落星镇的天气」), or after it when the topic is a verb or a mark stands
 * between (「搜索新闻」、「天气:落星镇」). A dictionary does not know made-up names and cuts them into single characters,
 * so neighbours that are not grammar are joined again.
 */
export function findChineseNames(parts: NameParts): Names {
  const { words: all, isTopic, verb } = parts;
  const words = withoutSpans(withoutThen(all));
  const topic = words.findIndex(isTopic);
  const before = topic === -1 ? words : words.slice(0, topic);
  const after = topic === -1 ? [] : words.slice(topic);
  const names = toNames(before, parts);
  const compared = names.length > 0 ? [...names, ...namesCompared(after.slice(1), parts)] : [];
  const chosen = compared.length > 0 ? compared : namesAfter(after, verb !== -1 && verb === topic, parts);
  return { names: chosen, prepositions: chosen.map(() => null), command: null, pure: isPure(words) };
}

/** 「那上海呢」 begins with "then"; 「那曲呢」 does not, there is too little left. */
function withoutThen(words: readonly Word[]): readonly Word[] {
  const [first, ...rest] = words;
  if (first?.kind !== "han" || !first.folded.startsWith("那") || words.at(-1)?.folded !== "呢") return words;
  const left = [...cut(first, 1, first.folded.length), ...rest];
  return width(left) - 1 >= 2 ? left : words;
}

/** 「未来三天」: a number of days behind a word that points in time. */
function withoutSpans(words: readonly Word[]): readonly Word[] {
  const isCount = (word: Word | undefined): boolean => /^[一二两三四五六七八九十几\d]+$/.test(word?.folded ?? "");
  const isUnit = (word: Word | undefined): boolean => /^(个?小时|天|日|周|个?星期|个?月|年)$/.test(word?.folded ?? "");
  const isSpan = (word: Word | undefined): boolean =>
    /^[一二两三四五六七八九十几\d]+(个?小时|天|日|周|个?星期|个?月|年)$/.test(word?.folded ?? "");
  return words.filter((word, at) => {
    const [second, first] = [words[at - 1], words[at - 2]];
    if (chineseTimes.has(second?.folded ?? "")) return !isSpan(word) && !(isCount(word) && isUnit(words[at + 1]));
    return !(chineseTimes.has(first?.folded ?? "") && isCount(second) && isUnit(word));
  });
}

/** 「北京的天气和上海的一样吗」: the second one leaves the topic out. */
function namesCompared(rest: readonly Word[], parts: NameParts): string[] {
  const [joint, ...others] = rest;
  const end = others.findIndex(({ folded }) => folded === "的");
  if (joint === undefined || !chineseConjunctions.has(joint.folded) || end === -1) return [];
  return toNames(others.slice(0, end), parts);
}

/** @param isVerb whether the topic is the tool's own verb */
function namesAfter(words: readonly Word[], isVerb: boolean, parts: NameParts): string[] {
  const rest = words.slice(1);
  const next = rest[0];
  const topic = words[0];
  if (topic === undefined || next === undefined) return [];
  const apart = next.kind === "mark" || next.start > topic.end || next.kind === "latin";
  const placed = rest.findIndex(({ folded }) => folded === "在");
  if (next.kind === "number" || (next.kind === "mark" && next.text !== ":" && next.text !== "\uff1a"))
    return formula(rest, parts);
  if (isVerb || apart) return toNames(rest, parts);
  return placed === -1 ? [] : toNames(rest.slice(placed + 1), parts);
}

/** 「计算 12*(3+4)」: what begins with a number is meant as it stands, up to the grammar that ends the clause. */
function formula(words: readonly Word[], { text }: NameParts): string[] {
  const isEnd = ({ kind, folded }: Word): boolean =>
    kind === "han" && (chinesePhrases.has(folded) || isMadeOf({ kind, folded }, chineseTrailing));
  const last = words.findLast((word) => !isEnd(word));
  return last === undefined ? [] : [text.slice(words[0]?.start, last.end)];
}

function toNames(words: readonly Word[], { text, isTopic, wanted }: NameParts): string[] {
  return toRuns(words, isTopic)
    .map(withoutDe)
    .map(withoutCount)
    .flatMap((run) => splitList(run, wanted))
    .map((run) => peel(run))
    .flatMap((run) => (run.length === 0 ? [] : [text.slice(run[0]?.start, run.at(-1)?.end)]));
}

/** Neighbours that may belong to one name. */
function toRuns(words: readonly Word[], isTopic: NameParts["isTopic"]): Word[][] {
  const runs: Word[][] = [[]];
  for (const word of words) {
    const last = runs.at(-1);
    if (isBreak(word) || isTopic(word)) runs.push([]);
    else if (last !== undefined && isApart(last.at(-1), word)) runs.push([word]);
    else last?.push(word);
  }
  return runs.filter((run) => run.length > 0);
}

function isBreak({ kind, folded }: Word): boolean {
  if (kind === "han")
    return (
      folded.length > 1 && (chinesePhrases.has(folded) || pointingWords.has(folded) || chineseConjunctions.has(folded))
    );
  return kind !== "latin" && kind !== "number";
}

/** Latin names hold blanks, Chinese ones do not. */
function isApart(before: Word | undefined, word: Word): boolean {
  return before !== undefined && before.end < word.start && (before.kind === "han" || word.kind === "han");
}

/** 「落星镇、青岚县两个地方」: from a number and its measure word on, the names are summed up. */
function withoutCount(run: readonly Word[]): readonly Word[] {
  const count = run.findIndex(({ folded }, at) => {
    const next = run[at + 1]?.folded ?? "";
    // 三地 at the end.
    if (/^[两二三四五六七八九十几]$/.test(folded) && next === "地" && at === run.length - 2) return true;
    if (/^[两二三四五六七八九十几]地$/.test(folded) && at === run.length - 1) return true;
    return /^[一二两三四五六七八九十几\d]+$/.test(folded)
      ? next.startsWith("个")
      : /^[一二两三四五六七八九十几]个$/.test(folded);
  });
  return count > 0 ? run.slice(0, count) : run;
}

/**
 * No name ends in 的, but a dictionary may join it to one: 目的. Where it leaves a single character behind 的, that belongs
 * to the topic: 「上海的火车票」 as 火|车票.
 */
function withoutDe(run: readonly Word[]): readonly Word[] {
  const de = run.length - 2;
  if (run[de]?.folded === "的" && run.at(-1)?.folded.length === 1 && width(run.slice(0, de)) >= 2)
    return run.slice(0, de);
  const last = run.at(-1);
  if (last === undefined || !last.folded.endsWith("的") || width(run) <= 2) return run;
  return [...run.slice(0, -1), ...cut(last, 0, last.folded.length - 1)];
}

/** Takes grammar characters off both ends, as long as two characters are left for a name. */
function peel(run: readonly Word[]): Word[] {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (run.every((word) => isMadeOf(word, chineseLeading) || isMadeOf(word, chineseTrailing))) return [];
  if (run.length === 1) return isParticle(first) ? [] : [...run];
  const [tail, body] = [run.slice(1), run.slice(0, -1)];
  if ((isMadeOf(first, chineseLeading) || isMadeOf(first, chineseConjunctions)) && width(tail) >= 2) return peel(tail);
  if ((isMadeOf(last, chineseTrailing) || isMadeOf(last, chineseConjunctions)) && width(body) >= 2) return peel(body);
  return [...run];
}

/** A dictionary sometimes joins two of them: 我在. */
function isMadeOf({ kind, folded }: Pick<Word, "kind" | "folded">, characters: ReadonlySet<string>): boolean {
  return kind === "han" && Array.from(folded).every((character) => characters.has(character));
}

function isParticle({ kind, folded }: Word): boolean {
  return kind === "han" && folded.length === 1;
}

/** Whether only names, particles and list words are there: 「那上海呢」. */
function isPure(words: readonly Word[]): boolean {
  return words.every(({ kind, folded }) => {
    if (kind === "latin" || kind === "list" || kind === "number") return true;
    if (kind !== "han" || chinesePronouns.has(folded) || chinesePronouns.has(folded.slice(0, 1))) return false;
    return (
      !chinesePhrases.has(folded) || chineseConjunctions.has(folded) || chineseTimes.has(folded) || folded === "那么"
    );
  });
}
