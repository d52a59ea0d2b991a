import {
  englishArticles,
  englishConjunctions,
  englishDemonstratives,
  englishFraming,
  englishPrepositions,
  englishPronouns,
  englishQuestionWords,
} from "./grammar.ts";
import type { NameParts, Names } from "./names.ts";
import { isPath } from "./path-pattern.ts";
import type { Word } from "./word.ts";

/**
 * English names things behind a preposition ("in Zorvania and Port Ellara"), or beside the topic ("Zorvania weather"),
 * or by a capital. When the topic is the tool's own verb, all that follows is meant ("search AI news").
 */
export function findEnglishNames({ text, words, isTopic, verb, wanted }: NameParts): Names {
  const runs = toRuns(words, isTopic);
  const command = isCommand(words, verb) ? afterVerb(text, words.slice(verb + 1), isTopic) : null;
  const chosen = withoutMoments(chooseRuns(runs, { words, isTopic, wanted }));
  return {
    names: chosen.map((run) => text.slice(run.words[0]?.start, endOf(run.words))),
    prepositions: chosen.map((run) => run.preposition),
    command,
    pure: isPure(words, runs),
  };
}

type Run = {
  words: Word[];
  /** Positions in the clause. */
  from: number;
  to: number;
  preposition: string | null;
  /** The article or demonstrative before it. */
  determiner: string | null;
  /** Whether a conjunction or a list mark ties it to the run before. */
  linked: boolean;
};

function toRuns(words: readonly Word[], isTopic: NameParts["isTopic"]): Run[] {
  const runs: Run[] = [];
  let preposition: string | null = null;
  let determiner: string | null = null;
  let linked = false;
  for (const [at, word] of words.entries()) {
    const last = runs.at(-1);
    const adjacent = last !== undefined && last.to === at - 1;
    if (isName(word, isTopic) || (adjacent && isLastName(word, last))) {
      if (adjacent && last) {
        last.words.push(word);
        last.to = at;
      } else runs.push({ words: [word], from: at, to: at, preposition, determiner, linked });
      preposition = null;
      determiner = null;
      linked = false;
    } else if (word.folded === "of" && adjacent && last && last.determiner === null) {
      // "Isle of Wight", but not "the town of Zorvania".
      last.words.push(word);
      last.to = at;
    } else if (englishPrepositions.has(word.folded)) {
      if (word.folded === "of" && adjacent) runs.pop();
      preposition = word.folded;
      linked = false;
    } else if (isLink(word)) linked = adjacent || linked;
    else if (isDeterminer(word)) determiner = word.folded;
    else {
      preposition = null;
      determiner = null;
      linked = false;
    }
  }
  return runs.map((run) => ({ ...run, words: narrow(run.words) }));
}

function isName({ kind, folded, text }: Word, isTopic: NameParts["isTopic"]): boolean {
  if (kind === "number" || kind === "han") return true;
  if (kind !== "latin" || isTopic({ kind, folded, text, start: 0, end: 0 })) return false;
  const bare = folded.replace(/'s$/, "");
  return !isGrammar(folded) && !(folded !== bare && isGrammar(bare));
}

/** "in Foo Bar City": a tool's own word ends a name that a preposition opened, where both are capitalised. */
function isLastName(word: Word, run: Run): boolean {
  return (
    word.kind === "latin" &&
    run.preposition !== null &&
    [word, ...run.words].every(isCapital) &&
    !isGrammar(word.folded)
  );
}

function isGrammar(folded: string): boolean {
  return (
    englishFraming.has(folded) ||
    englishPrepositions.has(folded) ||
    englishArticles.has(folded) ||
    englishConjunctions.has(folded) ||
    englishDemonstratives.has(folded) ||
    englishPronouns.has(folded)
  );
}

function isLink({ kind, folded }: Word): boolean {
  return kind === "list" || englishConjunctions.has(folded);
}

function isDeterminer({ folded }: Pick<Word, "folded">): boolean {
  return englishArticles.has(folded) || englishDemonstratives.has(folded);
}

/** Of words in mixed case only the capitalised ones are the name: "sunny Port Ellara", "Zorvania looking good". */
function narrow(words: readonly Word[]): Word[] {
  const first = words.findIndex(isCapital);
  const last = words.findLastIndex(isCapital);
  const kept = first === -1 ? [...words] : words.slice(first, last + 1);
  // "Isle of" waits for a name that did not come.
  return kept.at(-1)?.folded === "of" ? kept.slice(0, -1) : kept;
}

/** Ids and names of files count as well: order_12345, notes.txt. */
function isCapital({ text, kind }: Word): boolean {
  return kind === "han" || /^[\p{Lu}\p{Lt}]/u.test(text) || (kind === "latin" && (/\d/.test(text) || isPath(text)));
}

function chooseRuns(
  runs: readonly Run[],
  { words, isTopic, wanted }: Pick<NameParts, "words" | "isTopic" | "wanted">,
): Run[] {
  const named = runs.filter(({ determiner }) => determiner === null || englishArticles.has(determiner));
  const placed = withLinked(named, ({ preposition, determiner, words: [first] }) => {
    if (preposition === null) return false;
    return determiner === null || (first !== undefined && isCapital(first));
  });
  if (placed.length > 0) return withStarts(placed, named, wanted);
  const isTopicAt = (at: number): boolean => {
    const word = words[at];
    return word !== undefined && isTopic(word);
  };
  const before = named.filter((run) => isTopicAt(run.to + 1));
  if (before.length > 0) return withEarlier(before, named);
  const behind = withLinked(named, (run) => isTopicAt(run.from - 1));
  if (behind.length > 0) return behind;
  const capital = named.filter((run) => run.words.some(isCapital));
  // A sentence begins with a capital whatever it begins with.
  const inside = capital.filter(({ from }) => from > 0);
  if (inside.length > 0) return withEarlier(inside, named);
  const reached = named.filter(({ preposition }) => preposition !== null);
  if (reached.length > 0) return reached;
  return capital.length > 0 ? capital : named.filter(({ determiner }) => determiner === null);
}

/** The runs that hold, and those tied to one that does. */
function withLinked(runs: readonly Run[], holds: (run: Run) => boolean): Run[] {
  const chosen: Run[] = [];
  for (const [at, run] of runs.entries()) {
    const before = runs[at - 1];
    if (holds(run) || (run.linked && before !== undefined && chosen.includes(before))) chosen.push(run);
  }
  return chosen;
}

/**
 * "USD to EUR": a name right before the preposition belongs to it. Where two are wanted it need not be capitalised: "hello
 * to Spanish".
 */
function withStarts(placed: readonly Run[], runs: readonly Run[], wanted: number): Run[] {
  const isStart = (run: Run): boolean =>
    (run.words.some(isCapital) || placed.length < wanted) &&
    placed.some(({ preposition, from }) => /^(to|into)$/.test(preposition ?? "") && from === run.to + 2);
  return runs.filter((run) => placed.includes(run) || isStart(run));
}

/** "3 days", "2027" and "Monday" are no names beside one. */
function withoutMoments(runs: readonly Run[]): Run[] {
  const names = runs.filter(({ words: [first, second] }) => {
    if (first?.kind === "number") return second !== undefined && isCapital(second);
    return !weekdays.has(first?.folded ?? "");
  });
  return names.length > 0 ? names : [...runs];
}

/** As the platform names them; any seven days in a row will do. */
const weekdays: ReadonlySet<string> = new Set(
  Array.from({ length: 7 }, (_, day) =>
    new Intl.DateTimeFormat("en", { weekday: "long", timeZone: "UTC" }).format(day * 86_400_000).toLowerCase(),
  ),
);

/** "Zorvania and Port Ellara weather": what is tied to the first one from before. */
function withEarlier(chosen: readonly Run[], runs: readonly Run[]): Run[] {
  const all = [...chosen];
  for (let first = all[0]; first?.linked; first = all[0]) {
    const before = runs[runs.indexOf(first) - 1];
    if (before === undefined) break;
    all.unshift(before);
  }
  return all;
}

/** "Search AI news", but not "the search" nor "weather in Zorvania", where the tool's first word is a noun. */
function isCommand(words: readonly Word[], verb: number): boolean {
  if (englishQuestionWords.has(words[0]?.folded ?? "")) return false;
  const [before, after] = [words[verb - 1]?.folded ?? "", words[verb + 1]?.folded ?? ""];
  if (verb === -1 || isDeterminer({ folded: before }) || /^(what|what's|how|how's|is|are)$/.test(before)) return false;
  return (
    !/^(in|at|of|near|around|from|is|like|today|tomorrow|now)$/.test(after) &&
    words.slice(0, verb).every(({ folded }) => isGrammar(folded))
  );
}

/** What the tool calls its own thing is passed over: "Set an alarm for 7am", "Create a todo: buy milk". */
function afterVerb(text: string, words: readonly Word[], isTopic: NameParts["isTopic"]): string | null {
  const isCarrier = (word: Word): boolean =>
    englishArticles.has(word.folded) ||
    englishPronouns.has(word.folded) ||
    /^(for|:)$/.test(word.folded) ||
    isTopic(word);
  const from = words.findIndex((word) => !isCarrier(word));
  const to = words.findLastIndex(
    (word) =>
      (word.kind !== "mark" || /[)\]}]/.test(word.text)) && !["please", "now", "me", "for"].includes(word.folded),
  );
  return from === -1 || to < from ? null : text.slice(words[from]?.start, words[to]?.end);
}

/** Without a possessive ending. */
function endOf(words: readonly Word[]): number | undefined {
  const last = words.at(-1);
  return last === undefined ? undefined : last.end - (/['’]s$/.exec(last.text)?.[0].length ?? 0);
}

/** Whether only names and what leads to them are there: "and in Zorvania", "what about Port Ellara". */
function isPure(words: readonly Word[], runs: readonly Run[]): boolean {
  const named = new Set(runs.flatMap((run) => run.words));
  const leads =
    /^(what|how|about|also|then|too|as|well|please|ok|okay|thanks|thank|today|tomorrow|tonight|now|right|currently)$/;
  return words.every(
    (word) =>
      named.has(word) ||
      isLink(word) ||
      englishPrepositions.has(word.folded) ||
      leads.test(word.folded) ||
      word.kind === "mark",
  );
}
