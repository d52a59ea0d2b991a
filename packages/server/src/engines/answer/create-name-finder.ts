import { findNames } from "./find-names.ts";
import type { ToolRequest } from "./gather-requests.ts";
import type { NamedThing, Names } from "./names.ts";
import { isPath } from "./path-pattern.ts";
import type { Clause } from "./read-question.ts";
import { kindOf, readParameters } from "./schema.ts";
import type { Property } from "./schema.ts";
import { toldFormat } from "./told-format.ts";
import type { Word } from "./word.ts";

/** Finds the names a request gives its tool. @param taken words that have become arguments already */
export type NameFinder = (request: ToolRequest, taken: ReadonlySet<Word>) => NamedThing[];

/**
 * Prepares to find names for the requests of one question: a request's own, those of the clauses around it, and where
 * there are none those of its neighbours ("What's the time and the weather in Zorvania").
 */
export function createNameFinder(question: string, requests: readonly ToolRequest[]): NameFinder {
  // Found once: every request may look at all the others.
  let lent: NamedThing[][] | null = null;
  return (request, taken) => {
    const own = namesIn(question, request, taken);
    if (own.length > 0) return own;
    // What may be left out is not borrowed: the town of the weather is not the zone of the time.
    if (!needsName(request)) return [];
    lent ??= requests.map((other) => namesIn(question, other, new Set()));
    const at = requests.indexOf(request);
    const before = lent.slice(0, at).findLast((names) => names.length > 0);
    const near = before ?? lent.slice(at + 1).find((names) => names.length > 0);
    if (near !== undefined) return near;
    const settings = [request.setting ?? [], request.asides.map(({ clause }) => clause)].flat();
    return settings.map((clause) => whereabouts(question, clause)).find((names) => names.length > 0) ?? [];
  };
}

/** The place of "I am going to Zorvania. What's the weather there?" and of 「我在云梦州,这里天气怎么样」. */
function whereabouts(question: string, clause: Clause): NamedThing[] {
  const from = clause.words.findLastIndex(({ kind, folded }) => kind === "han" && /[在去到]$/.test(folded));
  if (clause.words.some(({ folded }, at) => folded === "从" && at < from))
    return toThings(findNames(question, clause, new Set()));
  if (from === -1)
    return toThings(findNames(question, clause, new Set())).filter(({ preposition }) => preposition !== null);
  return toThings(findNames(question, { ...clause, words: clause.words.slice(from + 1) }, new Set()));
}

function namesIn(question: string, request: ToolRequest, taken: ReadonlySet<Word>): NamedThing[] {
  const { clause, asides, topics } = request;
  const own = findNames(question, clause, taken);
  const properties = readParameters(topics.tool.function);
  const wanted = properties.filter((property) => property.wanted);
  const takesPath = own.names.some(isPath) && properties.some((property) => toldFormat(property) === "path");
  // The one text a command wants is all that follows it: "search news about Zorvania".
  const main =
    own.command !== null && !takesPath && wanted.length === 1 && wanted.every(isText)
      ? [{ name: own.command, preposition: null }]
      : toThings(own);
  // Beside what is quoted, or a path, only more of the kind is meant.
  const isMainSure = isSure(clause);
  const around = (place: "before" | "behind"): NamedThing[] =>
    asides.flatMap((aside) =>
      aside.names && aside.place === place && (!isMainSure || isSure(aside.clause))
        ? toThings(findNames(question, aside.clause, taken)).filter(isNameAlone)
        : [],
    );
  const all = [...around("before"), ...main, ...around("behind")];
  return all.filter(({ name }, at) => all.findIndex((other) => other.name === name) === at);
}

function isSure({ words }: Clause): boolean {
  return words.some(({ kind }) => kind === "quote" || kind === "path");
}

/** By itself a word in small letters is no name: "aged 30". */
function isNameAlone({ name, preposition }: NamedThing): boolean {
  return preposition !== null || !/^\p{Ll}/u.test(name) || /\d/.test(name) || isPath(name);
}

function needsName({ topics }: ToolRequest): boolean {
  return readParameters(topics.tool.function).some(({ required }) => required);
}

function isText({ schema }: Property): boolean {
  return kindOf(schema) === "text";
}

function toThings({ names, prepositions }: Names): NamedThing[] {
  return names.map((name, at) => ({ name, preposition: prepositions[at] ?? null }));
}
