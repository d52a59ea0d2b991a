import { findNames } from "./find-names.ts";
import type { Names } from "./names.ts";
import type { Clause } from "./read-question.ts";
import { asksSomething } from "./asks-something.ts";
import type { Word } from "./word.ts";
import type { Topics } from "./tool-topics.ts";

/** A clause that asks a tool, with the clauses around it that belong to it. */
export type ToolRequest = {
  topics: Topics;
  clause: Clause;
  asides: Aside[];
  /** What was said just before, and asks nothing: "I am in Zorvania." */
  setting: Clause | null;
};

/** A clause without a tool of its own. */
type Aside = {
  clause: Clause;
  place: "before" | "behind";
  /** Whether it only names more to ask the same for; else it may still hold a number, a date or a word of an enum. */
  names: boolean;
};

/** What a question asks. */
type Gathered = {
  requests: ToolRequest[];
  /** Parts that ask something of no tool, as written; none where nothing was asked of a tool. */
  unmatched: string[];
};

/**
 * Tells which clauses go together: one that only names things goes with the clause before it, or with the one behind in
 * the same sentence. An elliptic question without anything before it (「那上海呢?」) asks the tool that was asked earlier.
 */
export function gatherRequests(question: string, clauses: readonly Clause[], earlier: Topics | null): Gathered {
  const requests: ToolRequest[] = [];
  const others: Clause[] = [];
  let waiting: Aside[] = [];
  let setting: Clause | null = null;
  for (const [at, clause] of clauses.entries()) {
    const { topics } = clause;
    const last = requests.at(-1);
    if (clause.opens) waiting = [];
    if (clause.declines === true && topics !== null) continue;
    if (topics !== null) {
      requests.push({ topics, clause, asides: waiting, setting });
      waiting = [];
      continue;
    }
    const names = findNames(question, clause, new Set());
    const isNames = names.pure && names.names.length > 0;
    if (!isNames && asksSomething(clause)) others.push(clause);
    const goesOn = !clause.opens || clause.asks || isElliptic(clause);
    if (last !== undefined && goesOn) last.asides.push({ clause, place: "behind", names: isNames });
    else if (isNames && clauses[at + 1]?.opens === false && isOnlyNames(question, clause, names)) {
      waiting.push({ clause, place: "before", names: true });
    } else if (isNames && last === undefined && earlier !== null && isElliptic(clause)) {
      requests.push({ topics: earlier, clause: { ...clause, topics: earlier }, asides: [], setting: null });
    } else setting = clause;
  }
  return { requests, unmatched: requests.length === 0 ? [] : others.map(({ words }) => spanOf(question, words)) };
}

/** As it was written. */
function spanOf(question: string, words: readonly Word[]): string {
  return question.slice(words[0]?.start, words.at(-1)?.end);
}

/** 「那上海呢」, "and Zorvania", "what about Zorvania": a question that leaves out what the last one said. */
function isElliptic({ words }: Clause): boolean {
  const [first, second] = words;
  const last = words.at(-1);
  if (first?.folded === "那" || first?.folded === "那么" || last?.folded === "呢") return true;
  return (
    first?.folded === "and" || ((first?.folded === "what" || first?.folded === "how") && second?.folded === "about")
  );
}

/** Nothing but names and list words, so that a greeting or an aside is not taken for the first of a list. */
function isOnlyNames(question: string, { words }: Clause, { names }: Names): boolean {
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined) return false;
  const bare = question.slice(first.start, last.end).replace(/\s*(、|&|\band\b|和|与|與|及)\s*/g, "");
  return names.join("").length >= bare.length;
}
