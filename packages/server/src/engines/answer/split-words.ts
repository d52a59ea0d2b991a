import { chinesePhrases } from "./grammar.ts";
import { foldHan } from "./han-variants.ts";
import { joinRegions } from "./join-regions.ts";
import { pathPattern } from "./path-pattern.ts";
import type { Word } from "./word.ts";

const zonePattern = /\p{Lu}[\p{L}_]+(?:\/\p{Lu}[\w+-]*)+/uy;

const patterns: ReadonlyArray<[Word["kind"], RegExp]> = [
  [
    "quote",
    /"([^"\n]+)"|“([^”\n]+)”|「([^」\n]+)」|『([^』\n]+)』|《([^》\n]+)》|(?<![\p{L}\p{N}])'([^'\n]+)'(?![\p{L}\p{N}])/uy,
  ],
  [
    // "saying I'll be late": what follows is meant as it stands.
    "quote",
    /(?<=(?<!\b(?:the|a|an|this|that)\s)\bsaying[:,]?\s+)(?:[^?!;.\n]|\.(?!\s|$))+/iuy,
  ],
  [
    // An address; Chinese behind it is the sentence's, unless a part of the address begins with it.
    "literal",
    /[a-z][a-z\d+.-]*:\/\/(?:[^\s,\uff0c\u3002\u3001\uff01\uff1f\uff1b\uff1a)"'<>`”」》\uff09\p{Script=Han}]|(?<=[/=])\p{Script=Han}+)+(?<![.;:?!*])/iuy,
  ],
  [
    "literal",
    /[\w.+-]+@[\w-]+\.[\w.-]*\w|\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?|\d{1,2}:\d{2}(?::\d{2})?/uy,
  ],
  [
    // A day as Chinese writes it.
    "literal",
    /\d{4}年(?:\d{1,2}月(?:\d{1,2}[日号號])?)?|\d{1,2}月\d{1,2}[日号號]/uy,
  ],
  ["path", pathPattern],
  // .env
  ["latin", /(?<=^|[\s(])\.[a-z][\w-]*(?:\.[\w-]+)*/uy],
  ["number", /(?<![\p{Script=Latin}\p{N}])-?\d+(?:\.\d+)?(?![\p{Script=Latin}])/uy],
  ["han", /\p{Script=Han}+/uy],
  ["latin", zonePattern],
  // What Japanese writes between words: particles and endings.
  ["mark", /\p{Script=Hiragana}+/uy],
  [
    "latin",
    /(?:(?![\p{Script=Han}\p{Script=Hiragana}])[\p{L}\p{M}\p{N}])+(?:['’._-](?:(?![\p{Script=Han}\p{Script=Hiragana}])[\p{L}\p{M}\p{N}])+)*/uy,
  ],
  ["list", /[、&/]/uy],
  ["comma", /[,\uff0c]/uy],
  ["stop", /[?\uff1f!\uff01\u3002;\uff1b\n]|\.(?=\s|$)|…+/uy],
  ["mark", /\S/uy],
];

/**
 * Cuts a text into words. Blanks are left out.
 *
 * @param vocabulary Chinese words to keep whole wherever they stand; a dictionary might cut 长春天气 after 长
 */
export function splitWords(text: string, vocabulary: ReadonlySet<string> = new Set()): Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < text.length) {
    const found = matchAt(text, at);
    if (found === null) {
      at++;
      continue;
    }
    if (found.kind === "han") words.push(...splitHan(found, vocabulary));
    else if (!(found.text === "." && isAbbreviation(words.at(-1)))) words.push(found);
    at = found.end + (found.start > at ? 1 : 0);
  }
  return joinRegions(words, text);
}

function matchAt(text: string, at: number): Word | null {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null || (pattern === zonePattern && !isTimeZone(match[0]))) continue;
    const inner = match.slice(1).find((group) => group !== undefined);
    const [start, written] = inner === undefined ? [at, match[0]] : [at + 1, inner];
    return toWord(kind, written, start);
  }
  return null;
}

/** One name for the platform, as in Asia/Tokyo; any other stroke stands between two. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    // A RangeError: there is no such zone.
    return false;
  }
}

function toWord(kind: Word["kind"], written: string, start: number): Word {
  const lower = foldHan(written).toLowerCase().replaceAll("’", "'");
  return { kind, text: written, folded: lower, start, end: start + written.length };
}

/** "St. Ives" is no end of a sentence. */
function isAbbreviation(word: Word | undefined): boolean {
  return word?.kind === "latin" && /^\p{Lu}\p{Ll}{0,2}$/u.test(word.text);
}

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** How many words a dictionary makes of a Chinese text. The fewer, the better it knows them. */
export function countSegments(text: string): number {
  return Array.from(segmenter.segment(text)).length;
}

function splitHan(run: Word, vocabulary: ReadonlySet<string>): Word[] {
  return splitKnown(run.folded, vocabulary).flatMap(({ text, at, known }) => {
    const segments = known ? [{ segment: text, index: 0 }] : [...segmenter.segment(text)];
    return segments.map(({ segment, index }) => {
      const start = at + index;
      return toWord("han", run.text.slice(start, start + segment.length), run.start + start);
    });
  });
}

/** Takes out the longest known words from left to right: the caller's before grammar's. */
function splitKnown(
  text: string,
  vocabulary: ReadonlySet<string>,
): Array<{ text: string; at: number; known: boolean }> {
  const pieces: Array<{ text: string; at: number; known: boolean }> = [];
  const longest = 6;
  let rest = 0;
  let at = 0;
  while (at < text.length) {
    const known = knownAt(text, at, { vocabulary, longest });
    if (known === null) {
      at++;
      continue;
    }
    if (rest < at) pieces.push({ text: text.slice(rest, at), at: rest, known: false });
    pieces.push({ text: known, at, known: true });
    at += known.length;
    rest = at;
  }
  if (rest < text.length) pieces.push({ text: text.slice(rest), at: rest, known: false });
  return pieces;
}

function knownAt(
  text: string,
  at: number,
  { vocabulary, longest }: { vocabulary: ReadonlySet<string>; longest: number },
): string | null {
  for (let length = longest; length >= 2; length--) {
    const candidate = text.slice(at, at + length);
    if (candidate.length === length && (vocabulary.has(candidate) || chinesePhrases.has(candidate))) return candidate;
  }
  return null;
}
