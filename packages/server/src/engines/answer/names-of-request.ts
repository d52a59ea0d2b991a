import { findNames } from "./find-names.ts";
import type { ToolRequest } from "./gather-requests.ts";
import type { NamedThing, Names } from "./names.ts";
import type { Clause } from "./read-question.ts";
import { kindOf, readParameters } from "./schema.ts";
import type { Property } from "./schema.ts";
import type { Word } from "./split-words.ts";

/**
 * The names a request gives its tool: its own, those of the clauses around it, and where there are none those of its
 * neighbours ("What's the time and the weather in Zorvania").
 *
 * @param known `taken`: words that have become arguments already; `requests`: all of the question's
 */
export function namesOfRequest(
  question: string,
  request: ToolRequest,
  known: { taken: ReadonlySet<Word>; requests: readonly ToolRequest[] },
): NamedThing[] {
  const own = namesIn(question, request, known.taken);
  if (own.length > 0) return own;
  const at = known.requests.indexOf(request);
  const neighbours = [...known.requests.slice(0, at).toReversed(), ...known.requests.slice(at + 1)];
  const lent = neighbours.map((other) => namesIn(question, other, new Set())).find((names) => names.length > 0);
  return lent ?? (request.setting === null ? [] : whereabouts(question, request.setting));
}

/** The place of "I am going to Zorvania. What's the weather there?" and of 「我在云梦州,这里天气怎么样」. */
function whereabouts(question: string, clause: Clause): NamedThing[] {
  const from = clause.words.findLastIndex(({ kind, folded }) => kind === "han" && /[在去到]$/.test(folded));
  if (from === -1)
    return toThings(findNames(question, clause, new Set())).filter(({ preposition }) => preposition !== null);
  return toThings(findNames(question, { ...clause, words: clause.words.slice(from + 1) }, new Set()));
}

function namesIn(question: string, request: ToolRequest, taken: ReadonlySet<Word>): NamedThing[] {
  const { clause, asides, topics } = request;
  const own = findNames(question, clause, taken);
  const wanted = readParameters(topics.tool.function).filter(({ required }) => required);
  // The one text a command wants is all that follows it: "search news about Zorvania".
  const main =
    own.command !== null && wanted.length === 1 && wanted.every(isText)
      ? [{ name: own.command, preposition: null }]
      : toThings(own);
  const around = (place: "before" | "behind"): NamedThing[] =>
    asides.flatMap((aside) =>
      aside.names && aside.place === place ? toThings(findNames(question, aside.clause, taken)) : [],
    );
  const all = [...around("before"), ...main, ...around("behind")];
  return all.filter(({ name }, at) => all.findIndex((other) => other.name === name) === at);
}

function isText({ schema }: Property): boolean {
  return kindOf(schema) === "text";
}

function toThings({ names, prepositions }: Names): NamedThing[] {
  return names.map((name, at) => ({ name, preposition: prepositions[at] ?? null }));
}
