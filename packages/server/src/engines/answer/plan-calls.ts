import type { Tool } from "@qwire/protocol";
import { callKey } from "./conversation.ts";
import { fillArguments } from "./fill-arguments.ts";
import type { NamedThing } from "./fill-arguments.ts";
import { findNames } from "./find-names.ts";
import type { Names } from "./find-names.ts";
import { readQuestion } from "./read-question.ts";
import type { Clause } from "./read-question.ts";
import type { Property } from "./schema.ts";
import { readTopics } from "./tool-topics.ts";
import type { Topics } from "./tool-topics.ts";
import type { Word } from "./split-words.ts";

export type PlannedCall = { name: string; input: { [name: string]: unknown } };

/** What a question asks of the tools. */
export type Plan = {
  /** In the order asked, each once. */
  calls: PlannedCall[];
  /** What was asked for and cannot be called, for want of a value. */
  missing: Array<{ tool: Tool; property: Property }>;
};

/** Plans the calls for a question. @param earlierTool what was called before, for a question like 「那上海呢?」 */
export function planCalls(question: string, tools: readonly Tool[], earlierTool: string | null): Plan {
  const offered = readTopics(tools);
  const earlier = offered.find(({ tool }) => tool.function.name === earlierTool) ?? null;
  const requests = gather(question, readQuestion(question, offered), earlier);
  const plan: Plan = { calls: [], missing: [] };
  const known = new Set<string>();
  for (const [at, { topics, clause, before, more }] of requests.entries()) {
    const { tool } = topics;
    const filled = fillArguments(tool.function, clause, (taken) => {
      const own = [...before, ...toThings(findNames(question, clause, taken)), ...more];
      return dedupe(own.length > 0 ? own : borrow(question, requests, at));
    });
    if (filled.type === "missing") plan.missing.push({ tool, property: filled.property });
    else {
      for (const input of filled.inputs) {
        const key = callKey(tool.function.name, input);
        if (!known.has(key)) plan.calls.push({ name: tool.function.name, input });
        known.add(key);
      }
    }
  }
  return plan;
}

/** A clause that asks a tool, with the names that other clauses add to it. */
type ToolRequest = { topics: Topics; clause: Clause; before: NamedThing[]; more: NamedThing[] };

const nothing: ReadonlySet<Word> = new Set();

/** Clauses that only name things go with the clause before them, or with the one behind in the same sentence. */
function gather(question: string, clauses: readonly Clause[], earlier: Topics | null): ToolRequest[] {
  const requests: ToolRequest[] = [];
  let waiting: NamedThing[] = [];
  for (const [at, clause] of clauses.entries()) {
    const next = clauses[at + 1];
    if (clause.topics !== null) {
      requests.push({ topics: clause.topics, clause, before: waiting, more: [] });
      waiting = [];
      continue;
    }
    const names = findNames(question, clause, nothing);
    const last = requests.at(-1);
    if (clause.opens) waiting = [];
    if (!names.pure || names.names.length === 0) continue;
    const goesOn = !clause.opens || clause.asks || isElliptic(clause);
    if (last !== undefined && goesOn) last.more.push(...toThings(names));
    else if (next !== undefined && !next.opens && isOnlyNames(question, clause, names))
      waiting.push(...toThings(names));
    else if (last === undefined && earlier !== null && isElliptic(clause)) {
      requests.push({ topics: earlier, clause: { ...clause, topics: earlier }, before: [], more: [] });
    }
  }
  return requests;
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
  return (
    first !== undefined &&
    last !== undefined &&
    names.join("").length >= question.slice(first.start, last.end).replace(/\s*(、|&|\band\b|和|与|及)\s*/g, "").length
  );
}

/** "What's the time and the weather in Zorvania": a clause without names means its neighbour's. */
function borrow(question: string, requests: readonly ToolRequest[], at: number): NamedThing[] {
  const others = [...requests.slice(0, at).toReversed(), ...requests.slice(at + 1)];
  for (const { clause, before, more } of others) {
    const things = [...before, ...toThings(findNames(question, clause, nothing)), ...more];
    if (things.length > 0) return things;
  }
  return [];
}

function toThings({ names, prepositions }: Names): NamedThing[] {
  return names.map((name, at) => ({ name, preposition: prepositions[at] ?? null }));
}

function dedupe(things: readonly NamedThing[]): NamedThing[] {
  return things.filter(({ name }, at) => things.findIndex((other) => other.name === name) === at);
}
