import { asksSomething } from "./asks-something.ts";
import { fillArguments } from "./fill-arguments.ts";
import { findNames } from "./find-names.ts";
import { impliesInChinese } from "./imply-in-chinese.ts";
import { impliesInEnglish } from "./imply-in-english.ts";
import type { Clause } from "./read-question.ts";
import type { Topics } from "./tool-topics.ts";

/**
 * Finds the tool of clauses that share no word with any. Two cases are told by grammar alone: a clause that does not name
 * what it wants ("Is it raining in Oslo?"), where nothing else in the question is a tool's, and tools described in the other
 * language, which could not share a word. A clause means the one tool that takes what it names, and all that this tool
 * requires must be named.
 */
export function implyTopics(question: string, clauses: readonly Clause[], offered: readonly Topics[]): Clause[] {
  const isMatched = clauses.some(({ topics }) => topics !== null);
  return clauses.map((clause, at) => {
    if (clause.topics !== null || clause.declines === true || !isQuestion(clauses, at)) return clause;
    const isChinese = clause.words.some(({ kind }) => kind === "han");
    const foreign = offered.length > 0 && offered.every(({ tool }) => isForeign(tool.function, isChinese));
    if (!foreign && isMatched) return clause;
    const about = isChinese ? impliesInChinese(clause, foreign) : impliesInEnglish(question, clause);
    if (about === null) return clause;
    const meant = offered.flatMap((topics) => {
      const implied = { ...clause, topics: { ...topics, weights: about.weights, verbs: new Set<string>() } };
      return isFilled(question, implied, topics) ? [implied] : [];
    });
    return meant.length === 1 && meant[0] !== undefined ? meant[0] : clause;
  });
}

/** Whether a clause asks by itself, or is of a sentence that does: "Is it raining in Oslo, in celsius?" */
function isQuestion(clauses: readonly Clause[], at: number): boolean {
  const [clause, ...behind] = clauses.slice(at);
  if (clause === undefined) return false;
  const nextSentence = behind.findIndex(({ opens }) => opens);
  const asks = [clause, ...behind.slice(0, nextSentence === -1 ? undefined : nextSentence)].some((each) => each.asks);
  return asks || asksSomething(clause);
}

/** Whether a tool is described in no word of the asker's language. */
function isForeign({ name, description = "" }: Topics["tool"]["function"], isChinese: boolean): boolean {
  if (isChinese) return !/\p{Script=Han}/u.test(name + description);
  return /\p{Script=Han}/u.test(description ?? "") && !/\p{Script=Latin}/u.test(description ?? "");
}

/** Whether the clause names something for the tool, and nothing that it requires is wanting. */
function isFilled(question: string, clause: Clause, { tool }: Topics): boolean {
  const names = findNames(question, clause, new Set()).names.map((name) => ({ name, preposition: null }));
  let isAsked = false;
  const filled = fillArguments(tool.function, {
    words: clause.words,
    isStrict: true,
    names: () => {
      isAsked = true;
      return names;
    },
  });
  return isAsked && names.length > 0 && filled.type === "inputs";
}
