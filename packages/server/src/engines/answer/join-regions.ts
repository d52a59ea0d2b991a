import type { Word } from "./word.ts";

/**
 * Makes one word of a place and the region behind its comma: "Boston, MA", "Bogotá, Colombia". A region is known by its form
 * (two or three capitals) or to the platform; regions among themselves are a list: "France, Spain".
 */
export function joinRegions(words: readonly Word[], text: string): Word[] {
  const joined: Word[] = [];
  for (let at = 0; at < words.length; at++) {
    const [place, comma] = [joined.at(-1), words[at]];
    const end = comma?.kind === "comma" && place !== undefined ? endOfRegion(words, at + 1) : at;
    if (place === undefined || end === at || !isPlace(place) || isRegion(place.text)) {
      if (comma !== undefined) joined.push(comma);
      continue;
    }
    const last = words[end];
    if (last === undefined) continue;
    const whole = text.slice(place.start, last.end);
    joined[joined.length - 1] = { ...place, text: whole, folded: whole.toLowerCase(), end: last.end };
    at = end;
  }
  return joined;
}

/** Where the region that begins here ends; one before it where there is none. The longest name counts. */
function endOfRegion(words: readonly Word[], from: number): number {
  for (let length = 4; length > 0; length--) {
    const name = words.slice(from, from + length);
    if (
      name.length === length &&
      name.every(({ kind }) => kind === "latin") &&
      isRegion(name.map(({ text }) => text).join(" "))
    )
      return from + length - 1;
  }
  return from - 1;
}

function isPlace({ kind, text }: Word): boolean {
  return kind === "latin" && /^\p{Lu}/u.test(text);
}

function isRegion(name: string): boolean {
  return /^\p{Lu}{2,3}$/u.test(name) || regionNames().has(name);
}

let known: ReadonlySet<string> | null = null;

/** The platform's English names of countries. Asked for when a comma first needs them. */
function regionNames(): ReadonlySet<string> {
  if (known !== null) return known;
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
  const codes = letters.flatMap((one) => letters.map((other) => one + other));
  known = new Set(codes.flatMap((code) => names.of(code) ?? []));
  return known;
}
